// How callers name a thing: by its id, or as they would write it in a sentence. Parsed here, found by services/subjects.
import { z } from "zod";
import { isUuid } from "./ids.ts";

/** How each is written, beside its id. */
const written = {
  model: "team/name",
  version: "team/name:NUMBER, team/name@ALIAS, team/name@STAGE or team/name@sha256:DIGEST",
  promotion: "its number, as in 12 or P-12",
  dataset: "team/name:VERSION",
  account: "an email address, if you may see those",
  team: "its slug",
  group: "its slug",
} as const;
export type TargetNoun = keyof typeof written;

/** What a caller named. `id` is set where it was named by that; `text` is what they wrote. */
export type Target<N extends TargetNoun = TargetNoun> = {
  readonly noun: N;
  readonly text: string;
  readonly id: string | undefined;
};

/** What a text names. */
export const targetOf = <N extends TargetNoun>(noun: N, text: string): Target<N> => {
  const id = text.toLowerCase();
  return isUuid(id) ? { noun, text: id, id } : { noun, text, id: undefined };
};
const anything = /^/;
const named = <N extends TargetNoun>(noun: N, maxLength: number, form = anything) =>
  z
    .string()
    .max(maxLength)
    .describe(`${written[noun]}, or its id`)
    .refine((text) => form.test(text) || isUuid(text.toLowerCase()), {
      message: `name a ${noun} by ${written[noun]}, or by its id`,
    })
    .transform((text) => targetOf(noun, text));

/** The number of a promotion as people write it. */
const promotionNumber = /^(?:P-)?([1-9]\d{0,8})$/i;
const slug = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** The input field for each noun. References are parsed where they are looked up, which knows the caller's team. */
export const Target = {
  model: named("model", 300),
  version: named("version", 400),
  promotion: z.union([z.int().positive().transform(String), z.string()]).pipe(named("promotion", 40, promotionNumber)),
  dataset: named("dataset", 400),
  account: named("account", 320, /@/),
  team: named("team", 63, slug),
  group: named("group", 63, slug),
};

/** The number that a promotion was named by. */
export const promotionNumberIn = ({ text }: Target<"promotion">): number => Number(promotionNumber.exec(text)?.[1]);

/** Told alike of what does not exist and of what the caller may not see. */
export const noSuch = ({ noun, text }: Target): string =>
  `there is no ${noun} '${text}' that you may see: name it by ${written[noun]}, or by its id`;

/** True for what one of the schemas above made. */
export const isTarget = (value: unknown): value is Target =>
  typeof value === "object" && value !== null && "noun" in value && "text" in value && value.noun !== undefined;
