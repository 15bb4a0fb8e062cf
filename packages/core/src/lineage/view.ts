// An edge of the lineage as the API answers it: what it says by its kind, and what it points at.
import { z } from "zod";
import { Digest, Id, Time, type OneOf, type View } from "../kernel/view.ts";
import { RetractionView } from "../retraction/view.ts";

const nothing = z.strictObject({});
/** What an edge says besides what it points at. Its row holds the same. */
export const edgeFacts = {
  trained_on: nothing,
  evaluated_on: nothing,
  built_from: z.strictObject({ repository: z.string(), commit: z.string(), isDirty: z.boolean() }),
  produced_by: z.strictObject({ job: z.string(), url: z.string().optional() }),
  derived_from: nothing,
  deployed_to: z.strictObject({ environment: z.string(), endpoint: z.string().optional() }),
} as const;

const EdgeDataset = z.object({
  id: Id,
  name: z.string(),
  version: z.string(),
  sha256: Digest,
  status: z.enum(["active", "withdrawn"]),
});
const EdgeBase = z.object({ id: Id, team: z.string(), name: z.string(), number: z.int() });
export type EdgeDataset = View<typeof EdgeDataset>;
export type EdgeBase = View<typeof EdgeBase>;

const onDataset = { dataset: EdgeDataset.nullable().describe("Null if you may not see it."), baseVersion: z.null() };
const onBase = { dataset: z.null(), baseVersion: EdgeBase.nullable().describe("Null if you may not see it.") };
const onNothing = { dataset: z.null(), baseVersion: z.null() };

const edgeWith = <S extends z.core.$ZodLooseShape>(more: S) =>
  z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("trained_on"), facts: edgeFacts.trained_on, ...onDataset, ...more }),
    z.object({ kind: z.literal("evaluated_on"), facts: edgeFacts.evaluated_on, ...onDataset, ...more }),
    z.object({ kind: z.literal("built_from"), facts: edgeFacts.built_from, ...onNothing, ...more }),
    z.object({ kind: z.literal("produced_by"), facts: edgeFacts.produced_by, ...onNothing, ...more }),
    z.object({ kind: z.literal("derived_from"), facts: edgeFacts.derived_from, ...onBase, ...more }),
    z.object({ kind: z.literal("deployed_to"), facts: edgeFacts.deployed_to, ...onNothing, ...more }),
  ]);
const kept = { id: Id, createdAt: Time };
const retraction = RetractionView.nullable().describe("Null while it counts.");

export const LineageView = edgeWith(kept).meta({
  id: "LineageEdge",
  description: "One fact of where a version came from or where it went.",
});
export type LineageView = OneOf<typeof LineageView>;
type Bare<Edge> = Edge extends LineageView ? Omit<Edge, keyof typeof kept> : never;
/** What an edge says, before it has an id. */
export type LineageEdge = Bare<LineageView>;

export const RetractableEdge = edgeWith({ ...kept, retraction }).meta({
  id: "RetractableEdge",
  description: "An edge with who took it back.",
});
export type RetractableEdge = OneOf<typeof RetractableEdge>;

export const ListedEdge = edgeWith({ ...kept, retraction, recordedBy: z.string(), mayRetract: z.boolean() }).meta({
  id: "ListedEdge",
  description: "An edge in a list, with who recorded it and who took it back.",
});
export type ListedEdge = OneOf<typeof ListedEdge>;
