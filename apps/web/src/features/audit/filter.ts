// The filter of the log as the URL holds it, as the server wants it, and as the export repeats it.
import { actClasses, actKinds } from "@chancery/core";
import type { Asked } from "#answered.tsx";
import type { Option } from "#components/field.tsx";
import { withParams } from "#search-params.ts";

/** The filter in the URL, without paging. The server reads a day as the whole day, both ends included. */
export type LogFilter = Omit<Asked<"/audit">["query"], "after">;

/** Downloads exactly what the filter shows, from the first page to the last. */
export const exportHref = (filter: LogFilter): string => withParams("/api/v1/audit/export", filter);

/** Words of the chips. */
export const filterLabels: Readonly<Record<keyof LogFilter, string>> = {
  q: "text",
  actor: "who",
  kind: "act",
  class: "class",
  subject: "about",
  outcome: "outcome",
  requestId: "request",
  from: "from",
  to: "to",
};

/** Every act in any version, and first every noun for all acts on it; one version of an act only where it is asked for. */
export function kindOptions(asked?: string): readonly Option[] {
  const kinds = [...new Set(actKinds.map(withoutVersion))].sort();
  const nouns = [...new Set(kinds.map((kind) => kind.split(".")[0]!))];
  return [
    { value: "", label: "any act" },
    ...nouns.map((noun) => ({ value: noun, label: `${words(noun)} · all` })),
    ...kinds.map((kind) => ({ value: kind, label: kindInWords(kind) })),
    ...(asked?.includes("@") ? [{ value: asked, label: kindInWords(asked) }] : []),
  ];
}

/** Populations of acts: what an auditor draws a sample from. */
export const classOptions: readonly Option[] = [
  { value: "", label: "any class" },
  ...actClasses.map((name) => ({ value: name, label: name })),
];

/** `promotion.voted@1` → `promotion.voted`: every version of the act. */
export const withoutVersion = (kind: string): string => kind.replace(/@\d+$/, "");
/** `promotion.voted@1` → `promotion voted`. */
export const kindInWords = (kind: string): string => words(withoutVersion(kind).replace(".", " "));
const words = (text: string) => text.replaceAll("-", " ");

export const outcomeOptions: readonly Option[] = [
  { value: "", label: "any outcome" },
  { value: "success", label: "success" },
  { value: "denied", label: "denied" },
  { value: "failure", label: "failure" },
];
