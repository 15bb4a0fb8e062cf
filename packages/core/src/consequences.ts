// What acts that end something end, in words, for the person about to do them.
import type { StageName, Stages } from "./stage.ts";
import type { DisablingEnds } from "./person/view.ts";
import type { RevocationEnds } from "./version/view.ts";

/** From what a version holds to what ends when it is revoked. An exclusive stage has one holder: it is left empty. */
export const revocationEnds = (stages: Stages, held: Omit<RevocationEnds, "emptied">): RevocationEnds => ({
  ...held,
  emptied: held.stages.filter((stage) => stages.isExclusive(stage)),
});

/** A sentence for each; one that says so where nothing ends. */
export function revocationInWords(
  { stages, emptied, aliases, promotions }: RevocationEnds,
  labelOf: (stage: StageName) => string = (stage) => stage,
): readonly string[] {
  const lines = [
    ...stages.map((stage) =>
      emptied.includes(stage)
        ? `It leaves ${labelOf(stage)}, and ${labelOf(stage)} is left empty: resolving it is refused until a version is promoted.`
        : `It leaves ${labelOf(stage)}.`,
    ),
    ...aliases.map((alias) => `@${alias} points at nothing: resolving it is refused until it is set again.`),
    ...promotions.map(
      ({ number, stage }) =>
        `P-${number} to ${labelOf(stage)} can no longer be approved: it stays open until it is rejected or withdrawn.`,
    ),
  ];
  return lines.length > 0 ? lines : ["It is in no stage, no alias points at it, and no promotion of it is open."];
}

/** A sentence for each thing that ends; one that says so where nothing does. */
export function disablingInWords({ sessions, tokens, serviceAccounts }: DisablingEnds): readonly string[] {
  const lines = [
    ...(sessions > 0 ? [`${sessions === 1 ? "One session ends" : `${sessions} sessions end`} at once.`] : []),
    ...(tokens.length > 0
      ? [
          `${tokens.length === 1 ? "One API token is" : `${tokens.length} API tokens are`} revoked for good: ${named(tokens)}.`,
        ]
      : []),
    ...(serviceAccounts.length > 0
      ? [
          `Service accounts it answers for only read from now on, for at most 14 days: ${named(serviceAccounts.map(({ name }) => name))}.`,
        ]
      : []),
  ];
  return lines.length > 0 ? lines : ["It has no session, no API token and no service account."];
}

const shown = 10;
/** The first few by name, and how many more there are. */
const named = (names: readonly string[]): string =>
  names.slice(0, shown).join(", ") + (names.length > shown ? ` and ${names.length - shown} more` : "");
