// Reading a leaf for people: what an act recorded, as names and values.

export type Recorded = { readonly name: string; readonly value: string };

// Shown elsewhere on the page, or of use to a verifier only.
const notShown = ["outcome", "_sd", "_sd_alg"];

/** The leaf's data: what the act left behind (`after`) first; nested values as paths. Empty for a leaf that cannot be read. */
export function dataOf(leaf: string): readonly Recorded[] {
  try {
    const { data = {} } = JSON.parse(leaf) as { data?: Readonly<Record<string, unknown>> & { after?: object } };
    const { after = {}, ...rest } = data;
    const shown = Object.entries({ ...after, ...rest }).filter(([name]) => !notShown.includes(name));
    return shown.flatMap(([name, value]) => flatten(name, value));
  } catch {
    return [];
  }
}

/** `kind/id` of what the leaf is about, as the filter of the log takes it; undefined for a leaf that cannot be read. */
export function subjectOf(leaf: string): string | undefined {
  try {
    const { subject } = JSON.parse(leaf) as { subject?: unknown };
    return typeof subject === "string" ? subject : undefined;
  } catch {
    return undefined;
  }
}

function flatten(path: string, value: unknown): readonly Recorded[] {
  if (Array.isArray(value) && value.every((item) => typeof item !== "object"))
    return [{ name: path, value: value.join(", ") || "—" }];
  if (typeof value === "string") return [{ name: path, value }];
  if (typeof value !== "object" || value === null)
    return [{ name: path, value: value === null ? "—" : JSON.stringify(value) }];
  return Object.entries(value).flatMap(([name, inner]) => flatten(`${path} · ${name}`, inner));
}
