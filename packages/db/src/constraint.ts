// Recognises a broken uniqueness rule, whichever driver says it.

type Said = { readonly code?: unknown; readonly message?: unknown };
const saidBy = (error: unknown): readonly Said[] =>
  typeof error === "object" && error !== null ? [error, ...saidBy((error as { cause?: unknown }).cause)] : [];

/** True when a unique index, a primary key, or a guard against replacing rows refused the row. */
export const isUniqueViolation = (error: unknown): boolean =>
  saidBy(error).some(
    ({ code, message }) =>
      code === "23505" ||
      code === "SQLITE_CONSTRAINT_UNIQUE" ||
      code === "SQLITE_CONSTRAINT_PRIMARYKEY" ||
      (code === "SQLITE_CONSTRAINT_TRIGGER" && String(message).startsWith("UNIQUE constraint failed")),
  );

/** Awaits an insertion that does nothing where its row is there: a guard of SQLite refuses it before that is looked at. */
export async function unlessThere<T>(insertion: PromiseLike<readonly T[]>): Promise<readonly T[]> {
  try {
    return await insertion;
  } catch (error) {
    if (isUniqueViolation(error)) return [];
    throw error;
  }
}

/** Awaits a write; a uniqueness violation becomes the error that `make` gives. On PostgreSQL the transaction is over then. */
export async function onUniqueViolation<T>(write: PromiseLike<T>, make: () => Error): Promise<T> {
  try {
    return await write;
  } catch (error) {
    throw isUniqueViolation(error) ? make() : error;
  }
}
