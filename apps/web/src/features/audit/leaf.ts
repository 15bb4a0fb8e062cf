// Reading a leaf for people: what an act recorded, as names and values.

export type Recorded = { readonly name: string; readonly value: string };

/** The leaf's data without what is shown elsewhere; nested values as paths. Empty for a leaf that cannot be read. */
export function dataOf(leaf: string): readonly Recorded[] {
  try {
    const { data } = JSON.parse(leaf) as { data?: Record<string, unknown> };
    const { _sd, _sd_alg, outcome, ...rest } = data ?? {};
    return flatten("", rest);
  } catch {
    return [];
  }
}

function flatten(path: string, value: unknown): readonly Recorded[] {
  if (typeof value !== "object" || value === null) return [{ name: path, value: value === null ? "—" : String(value) }];
  if (Array.isArray(value) && value.every((item) => typeof item !== "object"))
    return [{ name: path, value: value.join(", ") || "—" }];
  return Object.entries(value).flatMap(([name, inner]) => flatten(path === "" ? name : `${path} · ${name}`, inner));
}
