// The progress of the check that is under way: shown to readers, and where a process that takes it up again begins. One at a time.
import type { House } from "../house.ts";
import type { CheckProgress } from "./check-note.ts";

const minute = 60_000;
/** A check says that it goes on every few seconds: one silent for so long was broken off. */
export const deadMs = 5 * minute;
const noteEveryMs = 5_000;

type UnderWay = Pick<CheckProgress, "begunAt" | "by"> & { readonly reach: number };

/** Says so at once, and then now and then; `mustSay` says it in any case. */
export async function sayUnderWay({ checkNote, clock }: House, { begunAt, by, reach: from }: UnderWay) {
  let notedAt = performance.now();
  const note = (reach: number) => checkNote.noteProgress({ begunAt, by, reach, at: clock.now().toISOString() });
  await note(from);
  return async (reach: number, mustSay = false): Promise<void> => {
    if (!mustSay && performance.now() - notedAt <= noteEveryMs) return;
    notedAt = performance.now();
    await checkNote.renew();
    await note(reach);
  };
}

/** Whether it was broken off: it has said nothing for long. */
export const isBrokenOff = ({ at }: Pick<CheckProgress, "at">, now: Date): boolean =>
  now.getTime() - Date.parse(at) > deadMs;
