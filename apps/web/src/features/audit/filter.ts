// The filter of the log as the URL holds it, as the server wants it, and as the export repeats it.
import { acts } from "@chancery/core";
import type { Option } from "#components/field.tsx";
import { pick, withParams, type SearchParams } from "#search-params.ts";

const filterNames = ["q", "actor", "kind", "subject", "outcome", "requestId", "from", "to"] as const;
export type LogFilter = { readonly [N in (typeof filterNames)[number]]?: string };

/** What stands in the URL, paging aside. */
export const filterOf = (query: Awaited<SearchParams>): LogFilter => pick(query, filterNames);

/** Days become whole UTC days, both ends included; anything longer is passed on for the server to judge. */
export function criteriaOf(filter: LogFilter): LogFilter {
  const { from, to } = filter;
  return {
    ...filter,
    ...(from !== undefined && { from: isDay(from) ? `${from}T00:00:00.000Z` : from }),
    ...(to !== undefined && { to: isDay(to) ? `${to}T23:59:59.999Z` : to }),
  };
}
const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Downloads exactly what the filter shows, from the first page to the last. */
export const exportHref = (filter: LogFilter): string => withParams("/api/v1/audit/export", criteriaOf(filter));

/** Words of the chips. */
export const filterLabels: Readonly<Record<keyof LogFilter, string>> = {
  q: "text",
  actor: "who",
  kind: "act",
  subject: "about",
  outcome: "outcome",
  requestId: "request",
  from: "from",
  to: "to",
};

/** Every act, and first every noun for all acts on it. */
export function kindOptions(): readonly Option[] {
  const kinds = Object.keys(acts).sort();
  const nouns = [...new Set(kinds.map((kind) => kind.split(".")[0]!))];
  return [
    { value: "", label: "any act" },
    ...nouns.map((noun) => ({ value: noun, label: `${words(noun)} · all` })),
    ...kinds.map((kind) => ({ value: kind, label: kindInWords(kind) })),
  ];
}

/** `promotion.voted@1` → `promotion voted`. */
export const kindInWords = (kind: string): string => words(kind.replace(/@\d+$/, "").replace(".", " "));
const words = (text: string) => text.replaceAll("-", " ");

export const outcomeOptions: readonly Option[] = [
  { value: "", label: "any outcome" },
  { value: "success", label: "success" },
  { value: "denied", label: "denied" },
  { value: "failure", label: "failure" },
];
