// What acts on grants and memberships say of becoming a reviewer or an admin.
import { z } from "zod";
import type { Told } from "./act.ts";

/** `from` is null while it waits for a second person; `waitsUntil` is set only where nobody is left to be one. */
export const given = {
  from: z.string().nullable(),
  beginning: z.string().nullable(),
  waitsUntil: z.string().nullable(),
};
export const givenHow = ({ fact }: Told<keyof typeof given>): string => {
  if (fact("beginning") === "alone") return ", alone: nobody else could have confirmed it";
  if (fact("waitsUntil") !== "") return `, waiting until ${fact("waitsUntil")}: nobody is left to confirm it`;
  return fact("from") === "" ? ", waiting for a second person" : "";
};
export const givenWords = ["alone: nobody else could have confirmed it", "waiting until: nobody is left to confirm it"];

/** How one that waited came into force. */
export const begun = { from: z.string(), beginning: z.string() };
export const begunHow = ({ fact }: Told<keyof typeof begun>): string => {
  if (fact("beginning") === "alone") return "confirmed, with nobody independent to do so,";
  if (fact("beginning") === "waited") return "let begin, as nobody was left to confirm it,";
  return fact("beginning") === "recovered" ? "let begin on the server" : "confirmed";
};
export const begunWords = [
  "confirmed, with nobody independent to do so",
  "let begin, as nobody was left to confirm it",
  "let begin on the server",
];
