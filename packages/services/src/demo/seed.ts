// Fills a new registry with ninety days of story, told through the use-cases, so that even its log is real.
import { refuse, type Role } from "@chancery/core";
import { accountOf, hasPeople } from "@chancery/db";
import { makeCheckpoint } from "../audit/make-checkpoint.ts";
import type { House } from "../house.ts";
import { ensureInitialised } from "../identity/initialise.ts";
import { emailOf, gather, people, type PersonKey } from "./cast.ts";
import type { ModelFile } from "./model-files.ts";
import { movable } from "./movable-house.ts";
import { creditLimits } from "./stories/credit-limits.ts";
import { defectDetector } from "./stories/defect-detector.ts";
import { diarizer } from "./stories/diarizer.ts";
import { fraudScorer } from "./stories/fraud-scorer.ts";
import { farewell } from "./stories/farewell.ts";
import { labelReader } from "./stories/label-reader.ts";
import { sanctionsScreening } from "./stories/sanctions-screening.ts";
import { sileroVad } from "./stories/silero-vad.ts";
import { wakeWord } from "./stories/wake-word.ts";
import { openTelling } from "./telling.ts";

/** Somebody to sign in as. */
export type DemoAccount = {
  readonly role: Role;
  readonly title: string;
  readonly name: string;
  readonly actorId: string;
};
/** Who shows which role, in the order they are introduced. */
const introduced: readonly (readonly [Role, PersonKey])[] = [
  ["contributor", "ada"],
  ["reviewer", "hana"],
  ["reviewer", "jonas"],
  ["maintainer", "lena"],
  ["auditor", "priya"],
  ["admin", "grace"],
  ["admin", "omar"],
];

const ours = [
  wakeWord,
  diarizer,
  fraudScorer,
  creditLimits,
  sanctionsScreening,
  defectDetector,
  labelReader,
  farewell,
].flat();

/**
 * Tells the story on a registry that has nobody yet, before anything else is written to its log; where it was told
 * before, nothing is written. CONFLICT on a registry of other people. `silero` are the published models in the order of
 * their versions; files made up for the purpose stand in for those that are missing.
 */
export async function seedDemo(
  house: House,
  { silero = [] }: { readonly silero?: readonly ModelFile[] } = {},
): Promise<readonly DemoAccount[]> {
  if (!(await hasPeople(house.db.read))) await tell(house, silero);
  return Promise.all(introduced.map(([role, key]) => accountFor(house, role, key)));
}

async function tell(real: House, silero: readonly ModelFile[]): Promise<void> {
  const stage = movable(real);
  await ensureInitialised(stage.house);
  const telling = openTelling(stage, await gather(stage));
  const happenings = [...sileroVad(silero), ...ours].sort((a, b) => a.day - b.day);
  for (const { day, play } of happenings) {
    stage.moveTo(day);
    await play(telling);
  }
  await makeCheckpoint(stage.house);
}

async function accountFor(house: House, role: Role, key: PersonKey): Promise<DemoAccount> {
  const account = await accountOf(house.db.read, { emailKey: emailOf(key) });
  if (!account)
    throw refuse("CONFLICT", "registry_in_use", "this registry has people of its own: the demo needs an empty folder");
  const { title, name } = people[key];
  return { role, title, name, actorId: account.id };
}
