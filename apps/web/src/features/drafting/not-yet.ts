// What is missing before a draft can be sealed, in words.

export type DraftStanding = {
  readonly kind: "files" | "external";
  readonly fileCount: number;
  /** Uploads that are not finished, whoever sends them. */
  readonly receiving: number;
  /** The parts of the page that hold text nobody has sent. */
  readonly typed: readonly string[];
};

/** Each a few words; with none of them the draft can be sealed. */
export function notYet({ kind, fileCount, receiving, typed }: DraftStanding): readonly string[] {
  return [
    ...(kind === "files" && fileCount === 0 && receiving === 0 ? ["no file is here"] : []),
    ...(receiving > 0 ? [`${receiving} ${receiving === 1 ? "file is" : "files are"} on the way`] : []),
    ...typed.map((part) => `${part}: typed and not recorded`),
  ];
}
