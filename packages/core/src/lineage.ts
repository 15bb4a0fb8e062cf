// Lineage: typed facts about where a version came from and where it went.
import { z } from "zod";
import { line, WebUrl } from "./names.ts";
import { DatasetPointer } from "./evaluation.ts";

export const lineageKinds = [
  "trained_on",
  "evaluated_on",
  "built_from",
  "produced_by",
  "derived_from",
  "deployed_to",
] as const;
export type LineageKind = (typeof lineageKinds)[number];

const Commit = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, "a commit is 40 or 64 hex digits");
export const LineageFact = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("trained_on"), dataset: DatasetPointer }),
  z.strictObject({ kind: z.literal("built_from"), repository: line(500), commit: Commit, isDirty: z.boolean() }),
  z.strictObject({
    kind: z.literal("produced_by"),
    job: line(200),
    url: WebUrl.optional(),
  }),
  z.strictObject({ kind: z.literal("derived_from"), reference: line(400) }),
]);
export type LineageFact =
  | { readonly kind: "trained_on"; readonly dataset: DatasetPointer }
  | { readonly kind: "built_from"; readonly repository: string; readonly commit: string; readonly isDirty: boolean }
  | { readonly kind: "produced_by"; readonly job: string; readonly url?: string | undefined }
  | { readonly kind: "derived_from"; readonly reference: string };

export type LineageView = {
  readonly id: string;
  readonly kind: LineageKind;
  readonly dataset: {
    readonly id: string;
    readonly name: string;
    readonly version: string;
    readonly sha256: string;
    readonly status: "active" | "withdrawn";
  } | null;
  readonly baseVersion: {
    readonly id: string;
    readonly team: string;
    readonly name: string;
    readonly number: number;
  } | null;
  readonly facts: Readonly<Record<string, string>>;
  readonly createdAt: string;
};
