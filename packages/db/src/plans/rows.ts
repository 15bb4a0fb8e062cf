// What rows are made of by the thousand: values as SQL that both engines read, of the row's number `n`.

/** AT(x) stands for an instant x seconds into 2026, BYTES for some bytes. By table; parents stand before children. */
export type Fills = Readonly<
  Record<string, { readonly rows: number; readonly values: Readonly<Record<string, string>> }>
>;
export const many = 5_000;
export const digest = "'digest-' || n";
export const sometimes = (every: number, then: string, otherwise: string) =>
  `CASE WHEN n % ${every} = 0 THEN ${then} ELSE ${otherwise} END`;
