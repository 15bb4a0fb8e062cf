// What reviewers said against the same content before: it is told to whoever asks or decides again, and has to be answered.
import { allowed, refused, type Verdict } from "./errors.ts";
import type { Decision, PromotionState } from "./promotion/states.ts";
import type { StageName } from "./stage.ts";

/** An earlier promotion of the same content, as the rule looks at it. */
export type EarlierFacts = {
  readonly id: string;
  readonly number: number;
  readonly stage: StageName;
  readonly state: PromotionState;
  /** Somebody's last word on it was a rejection or a request for changes. */
  readonly isObjectedTo: boolean;
};
type Answering = {
  /** Of the same content, in the same model. */
  readonly earlier: readonly EarlierFacts[];
  /** Number of the promotion the request answers. */
  readonly answers: number | undefined;
};

/** Each voter's last word: a later vote takes the earlier one back. Votes come oldest first. */
export function lastWords<V extends { readonly voterId: string }>(votes: readonly V[]): readonly V[] {
  return [...new Map(votes.map((cast) => [cast.voterId, cast])).values()];
}

/** The votes in force against a promotion. A changed content does not take an objection back. */
export const objectionsIn = <V extends { readonly voterId: string; readonly decision: Decision }>(
  votes: readonly V[],
): readonly V[] => lastWords(votes).filter(({ decision }) => decision !== "approve");

/**
 * The newest objection to this content that nobody has decided over since; undefined without one. Only letting the same
 * content into the same stage later settles it: whoever decided that was told.
 */
export function standingObjection<E extends EarlierFacts>(earlier: readonly E[]): E | undefined {
  const isSettled = (objected: E) =>
    objected.state === "executed" ||
    earlier.some(
      ({ number, stage, state }) => state === "executed" && stage === objected.stage && number > objected.number,
    );
  return earlier
    .filter((one) => one.isObjectedTo && !isSettled(one))
    .reduce<E | undefined>((newest, one) => (newest && newest.number > one.number ? newest : one), undefined);
}

/** Whether a request may be made: what was objected to before has to be answered. */
export function mayAskAgain({ earlier, answers }: Answering): Verdict {
  const standing = standingObjection(earlier);
  if (standing === undefined || answers === standing.number) return allowed;
  const was = `P-${standing.number} ${objectedInWords(standing)}`;
  return refused(
    "POLICY_UNMET",
    answers === undefined
      ? { code: "answer_missing", message: `${was}: answer it by saying what changed since` }
      : { code: "answer_not_newest", message: `${was} after P-${answers}: answer that one` },
  );
}

const objectedInWords = ({ state }: Pick<EarlierFacts, "state">): string => {
  if (state === "rejected") return "was rejected with exactly this content";
  return state === "open"
    ? "waits for changes to exactly this content"
    : `was ${state} while a reviewer asked for changes to exactly this content`;
};
