// A card as it is read, and as a reviewer reads it: with what changed in it.
import { z } from "zod";
import { Digest, Time, type OneOf, type View } from "../kernel/view.ts";

export const Card = z
  .object({
    body: z.string(),
    revision: z.int(),
    digest: Digest,
    author: z.string().nullable(),
    at: Time.nullable(),
  })
  .meta({ id: "Card" });
export type Card = View<typeof Card>;

export const WordKind = z.enum(["same", "added", "removed"]);
export type WordKind = OneOf<typeof WordKind>;

export const TextChange = z
  .discriminatedUnion("kind", [
    z.object({ kind: WordKind, text: z.string() }),
    z.object({ kind: z.literal("changed"), words: z.array(z.object({ kind: WordKind, text: z.string() })) }),
    z.object({ kind: z.literal("folded"), lines: z.int() }),
  ])
  .meta({
    id: "TextChange",
    description: "A run of lines that stayed, went or came. A folded run says only how many lines it has.",
  });
export type TextChange = OneOf<typeof TextChange>;

export const TextDiff = z
  .object({
    changes: z.array(TextChange),
    isCut: z
      .boolean()
      .describe("True where the texts have too little in common, or are too long, to be set against each other whole."),
  })
  .meta({ id: "TextDiff" });
export type TextDiff = View<typeof TextDiff>;

export const CardUnderReview = z
  .object({
    body: z.string(),
    digest: Digest,
    revision: z.int().describe("0 before anyone wrote one."),
    author: z.string().nullable(),
    at: Time.nullable(),
    diff: TextDiff.nullable().describe(
      "Against the incumbent's card; null where there is nothing to set it against, or where both are the same.",
    ),
  })
  .meta({
    id: "CardUnderReview",
    description: "A card as it is judged: while a promotion is open the one in force, after that the one decided on.",
  });
export type CardUnderReview = View<typeof CardUnderReview>;
