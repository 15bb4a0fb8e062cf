// Params as rows of names and values.

export type Param = readonly [name: string, value: string];

/** Names that stand twice: which of the values is meant, only a person knows. */
export function twice(params: readonly Param[]): readonly string[] {
  const names = params.map(([name]) => name).filter((name) => name !== "");
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))].map(
    (name) => `${name} appears twice: keep one`,
  );
}

/** How a list of params differs from that of the version before: by name, what that one had instead. */
export function leftOut(params: readonly Param[], before: Readonly<Record<string, string>>): readonly Param[] {
  const kept = new Set(params.map(([name]) => name));
  return Object.entries(before).filter(([name]) => !kept.has(name));
}
