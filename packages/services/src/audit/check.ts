// fsck: scans the stored log, holds the tables against it, then writes down that it was checked and what was found.
import { setImmediate as letOthersRun } from "node:timers/promises";
import { organisation, CheckResult } from "@chancery/core";
import { z } from "zod";
import { command, type Command } from "../command.ts";
import type { House } from "../house.ts";
import { query } from "../query.ts";
import { inside } from "../describes.ts";
import { noteOf } from "./check-note.ts";
import { deadMs, sayUnderWay } from "./check-progress.ts";
import { runCheck } from "./run-check.ts";

const CheckInput = z.strictObject({});
const kind = "audit.checked@1";
const permission = "audit:check";

const scan = query({
  permission,
  input: CheckInput,
  output: CheckResult,
  refusedAs: kind,
  subject: () => Promise.resolve(organisation),
  run: ({ house, actor, reader, now }): Promise<CheckResult> =>
    shownUnderWay(house, { begunAt: now.toISOString(), by: actor.id, reach: 0 }, async (say) => {
      const rest = async (reach: number) => {
        await say(reach);
        await letOthersRun();
      };
      const result = await runCheck(house, { reader, now, rest });
      await house.checkNote.write(noteOf(result, { begunAt: now, endedAt: house.clock.now(), by: actor.id }));
      return result;
    }),
});

/** While another check is under way, that one is shown, and this one runs beside it. */
async function shownUnderWay<T>(
  house: House,
  begun: Parameters<typeof sayUnderWay>[1],
  work: (say: (reach: number) => Promise<void>) => Promise<T>,
): Promise<T> {
  const { checkNote } = house;
  if (!(await checkNote.claim(deadMs))) return work(() => Promise.resolve());
  try {
    return await work(await sayUnderWay(house, begun));
  } finally {
    await checkNote.clearProgress();
    await checkNote.release();
  }
}

const recordCheck = command({
  kind,
  permission,
  input: z.strictObject({ treeSize: z.int(), isOk: z.boolean(), firstBadIndex: z.int().nullable() }),
  output: inside,
  isReplayed: false, // a check sent twice is made twice: its verdict is of that moment
  subject: () => Promise.resolve(organisation),
  run: (_scope, audit) => Promise.resolve({ result: undefined, audit }),
});

/** Checks every stored entry. The scan holds no lock; that it was made, and its verdict, becomes an entry, unless a damaged log takes none. */
export const checkLog: Command<typeof CheckInput, CheckResult> = Object.assign(
  async (...[house, call, raw]: Parameters<typeof scan>): Promise<CheckResult> => {
    const result = await scan(house, call, raw);
    const { treeSize, isOk, firstBad } = result;
    await recordCheck(house, call, { treeSize, isOk, firstBadIndex: firstBad?.index ?? null }).catch(
      (error: unknown) => {
        if (isOk) throw error;
        house.log.error(
          { err: error, requestId: call.requestId },
          "the log is damaged, and the result of the check could not be written to it",
        );
      },
    );
    return result;
  },
  { input: CheckInput, output: CheckResult, kind, permission } as const,
);
