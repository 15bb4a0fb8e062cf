// A disk that fails to sync: after that nothing it holds can be relied on, so the server answers nothing more and ends.
import { expect, test } from "@playwright/test";
import { chanceOf, newSeed } from "../support/chance.ts";
import { expectClean, handsOf, isCut, judge, openCrashScene, type CrashScene } from "../support/crash-scene.ts";
import { newAsking, newPush, promoteOn, pushOn } from "../support/remembered-load.ts";
import { isFull, rounds } from "../support/rounds.ts";
import { openPlace, startServer } from "../support/server.ts";
import { trace } from "../support/strace.ts";

const failures = rounds({ ci: 2, full: 100 });
/** One thread for files beside the one that holds the database: each counts its own calls. */
const env = { UV_THREADPOOL_SIZE: "1" };

test(`a failed fsync ends the server without a false answer, each of the first ${failures}`, async () => {
  test.setTimeout(isFull ? 10_800_000 : 240_000);
  const seed = newSeed();
  const place = await openPlace();
  const scene = await openCrashScene(place, { env });
  let ended = 0;
  try {
    for (let n = 1; n <= failures; n++)
      await test.step(`the ${n}. sync of each thread fails`, async () => {
        await judge(scene);
        const isCutOff = await workWhile(scene, { seed: `${seed} ${n}`, failing: n });
        if (isCutOff) {
          expect(await scene.server.ended, scene.server.output().slice(-2000)).toBe(1);
          ended += 1;
        } else expect(await scene.server.stop()).toBe(0); // fewer syncs were made
        await expectClean(place);
        scene.server = await startServer({ place, env });
      });
    await judge(scene);
    console.log(`${failures} failed syncs ended the server ${ended} times; nothing that was answered is lost`);
    expect(ended).toBeGreaterThan(failures / 2);
  } finally {
    await scene.server.kill();
    await place.remove();
  }
});

/** Pushes and promotes until something is not answered, or enough was; true when the server was cut off. */
async function workWhile(
  scene: CrashScene,
  { seed, failing }: { readonly seed: string; readonly failing: number },
): Promise<boolean> {
  const chance = chanceOf(seed);
  const { ledger } = scene;
  const hands = handsOf(scene);
  const inject = `inject=fsync,fdatasync:error=EIO:when=${failing}`;
  const tracing = await trace(scene.server.pid, ["trace=fsync,fdatasync", inject]);
  try {
    for (let push = 0; push < 8; push++) {
      await pushOn(hands.maker, ledger, newPush(chance));
      const { versionId = "" } = ledger.sealed.at(-1) ?? {};
      await promoteOn(hands, ledger, newAsking(versionId, chance.oneOf(["staging", "production"])));
    }
    return false;
  } catch (error) {
    if (!isCut(error)) throw error;
    return true;
  } finally {
    await tracing.stop();
  }
}
