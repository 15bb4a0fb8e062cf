// Several things in one sentence.

/** `a`, `a and b`, `a, b and c`; `word` stands before the last. */
export const inList = (words: readonly string[], word: string): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${word} ${words.at(-1)}`;
