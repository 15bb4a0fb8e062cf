// Recognises a broken uniqueness rule, whichever driver says it.

const codesOf = (error: unknown): readonly unknown[] =>
  typeof error === "object" && error !== null
    ? [(error as { code?: unknown }).code, ...codesOf((error as { cause?: unknown }).cause)]
    : [];

/** True when a unique index or primary key refused the row. */
export const isUniqueViolation = (error: unknown): boolean =>
  codesOf(error).some(
    (code) => code === "23505" || code === "SQLITE_CONSTRAINT_UNIQUE" || code === "SQLITE_CONSTRAINT_PRIMARYKEY",
  );

/** Awaits a write; a uniqueness violation becomes the error that `make` gives. On PostgreSQL the transaction is over then. */
export async function onUniqueViolation<T>(write: PromiseLike<T>, make: () => Error): Promise<T> {
  try {
    return await write;
  } catch (error) {
    throw isUniqueViolation(error) ? make() : error;
  }
}
