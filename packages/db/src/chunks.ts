// Rows in portions that fit into a statement.

/** Both engines bind some 32,000 values to a statement, and no row here has more than 16. */
const rowsAtOnce = 1_000;
export function* chunksOf<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += rowsAtOnce) yield all.slice(at, at + rowsAtOnce);
}
