// How hard a password is to guess, by zxcvbn. What it costs is bounded: 100 characters, few substitutions, short own words.
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary as common } from "@zxcvbn-ts/language-common";
import { dictionary as english, translations } from "@zxcvbn-ts/language-en";

/** Of 4: safely unguessable where the hash is slow. */
const leastScore = 3;
/** What comes after makes a password no worse. */
const charactersJudged = 100;
/** Each makes another pass over the whole password: the library's own 100 take a second of CPU. */
const substitutions = 2;
/** As long as the longest entry of the lists: a longer word would widen the search for all. */
const longestOwnWord = 24;
const mostOwnWords = 50;

let judge: ZxcvbnFactory | undefined;
const judged = (): ZxcvbnFactory =>
  (judge ??= new ZxcvbnFactory({
    dictionary: {
      "passwords-common": common["passwords-common"],
      "diceware-common": common["diceware-common"],
      "commonWords-en": english["commonWords-en"],
      "firstnames-en": english["firstnames-en"],
      "wikipedia-en": english["wikipedia-en"],
    },
    graphs: adjacencyGraphs,
    translations,
    l33tMaxSubstitutions: substitutions,
    maxLength: charactersJudged,
  }));

/** Why the password is too easy to guess and what to do about it; undefined where it is not. `ownWords` count as guessed first. */
export function whyGuessable(password: string, ownWords: readonly string[]): string | undefined {
  const words = ownWords.filter((word) => word.length <= longestOwnWord).slice(0, mostOwnWords);
  const { score, feedback } = judged().check(password.slice(0, charactersJudged), words);
  if (score >= leastScore) return undefined;
  const why = feedback.warning ? ` (${inSentence(feedback.warning)})` : "";
  return `this password is too easy to guess${why}: use four or more words that do not belong together`;
}

/** "Dates are easy to guess." stands inside a sentence of ours. */
const inSentence = (sentence: string): string =>
  sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, "");
