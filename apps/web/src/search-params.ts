// The query of a page: filters and paging live in the URL and nowhere else.

/** What Next hands a page. */
export type SearchParams = Promise<Readonly<Record<string, string | string[] | undefined>>>;
export type Params = Readonly<Record<string, string | undefined>>;

/** The named parameters that hold something; of a repeated one the first. */
export function pick<const N extends string>(
  query: Awaited<SearchParams>,
  names: readonly N[],
): { readonly [K in N]?: string } {
  const entries = names.flatMap((name) => {
    const value = query[name];
    const text = (Array.isArray(value) ? value[0] : value)?.trim();
    return text ? [[name, text] as const] : [];
  });
  return Object.fromEntries(entries) as { readonly [K in N]?: string };
}

/** A path with those of the parameters that are set. */
export function withParams(path: string, params: Params): string {
  const query = new URLSearchParams(
    Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}
