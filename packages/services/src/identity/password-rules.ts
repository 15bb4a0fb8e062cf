// What may be a password: long, hard to guess, not on the list every attacker tries first, not made of our name or one's own.
import { reasonsInWords, ChanceryError, type Reason } from "@chancery/core";
import { dictionary } from "@zxcvbn-ts/language-common";
import { z } from "zod";
import { leftWithoutPhrases } from "./famous-passwords.ts";
import { whyGuessable } from "./password-strength.ts";
import { normal, type PasswordJudge } from "./passwords.ts";

/** What a transport may hand in; the rules below are what it must keep. */
export const PasswordText = z.string().max(1000, "at most 128 characters");

const shortest = 12;
const longest = 128;
const productWords = ["chancery", "registry", "password", "governance"];
/** How much must be left when known words are taken out. */
const ownCharacters = 8;

type Person = { readonly name: string; readonly email: string };

/** Returns the password; throws INVALID_INPUT with every reason it may not be one. Never echoes it. */
export async function checkPassword(
  password: string,
  person: Person,
  judge: PasswordJudge = whyGuessable,
): Promise<string> {
  const reasons = await faults(normal(password), person, judge);
  if (reasons.length === 0) return password;
  throw new ChanceryError("INVALID_INPUT", reasonsInWords(reasons), { reasons });
}

async function faults(password: string, person: Person, judge: PasswordJudge): Promise<readonly Reason[]> {
  const length = [...password].length;
  if (length < shortest)
    return [{ code: "password_short", message: `a password needs at least ${shortest} characters` }];
  if (length > longest) return [{ code: "password_long", message: `a password has at most ${longest} characters` }];
  if (password.includes("\u0000") || !password.isWellFormed())
    return [{ code: "password_unprintable", message: "a password must not hold NUL or broken characters" }];
  const folded = password.toLowerCase();
  const reasons: Reason[] = [];
  if (isCommon(folded) || (leftWithoutPhrases(folded) ?? ownCharacters) < ownCharacters)
    reasons.push({ code: "password_common", message: "this password is among those tried first" });
  if (without(folded, productWords).length < ownCharacters)
    reasons.push({ code: "password_product", message: "a password must not be made of the product's words" });
  if (without(folded, wordsOf(person)).length < ownCharacters)
    reasons.push({
      code: "password_personal",
      message: "a password must not be made of your own name or e-mail address",
    });
  const guessable = await judge(password, [...productWords, ...wordsOf(person)]);
  if (guessable !== undefined) reasons.push({ code: "password_guessable", message: guessable });
  return reasons;
}

let commonPasswords: ReadonlySet<string> | undefined;
/** On the list itself, or a listed word with figures and signs around it, or a few characters over and over. */
function isCommon(folded: string): boolean {
  commonPasswords ??= new Set(dictionary["passwords-common"]);
  const core = folded.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  const forms = [folded, core, unitOf(folded), unitOf(core)];
  return forms.some((form) => form !== "" && commonPasswords!.has(form)) || unitOf(folded).length < 5;
}

/** "abcabcabc" is "abc", as often as one likes. */
const unitOf = (text: string): string => /^(.+?)\1+$/u.exec(text)?.[1] ?? text;

const wordsOf = ({ name, email }: Person) =>
  [...normal(name).split(/[^\p{L}\p{N}]+/u), ...email.split(/[^\p{L}\p{N}]+/u)]
    .map((word) => word.toLowerCase())
    .filter((word) => word.length >= 3);

const without = (text: string, words: readonly string[]): string =>
  words.reduce((left, word) => left.split(word).join(""), text);
