// The demo's ninety days, told once in a run and copied for every test that starts from them: telling them takes longer than most journeys.
import { cp, mkdir, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** By the process that runs all workers, so that each run tells it with the build that it tests. */
const told = join(tmpdir(), `chancery-told-demo-${process.env["CHANCERY_E2E_RUN"] ?? process.pid}`);
const waitMs = 180_000;

/** Fills an empty data folder with the demo. `tell` makes it in the folder that it is given; one process of the run calls it. */
export async function copyDemo(dataFolder: string, tell: (folder: string) => Promise<void>): Promise<void> {
  const making = `${told}.making`;
  const isMine = await mkdir(making).then(
    () => true,
    () => false,
  );
  if (isMine && !(await exists(told))) {
    await tell(making).catch(async (error: unknown) => {
      await removeDemo();
      throw error;
    });
    await rename(making, told);
    await mkdir(making); // stays: nobody tells it again
  }
  for (const deadline = Date.now() + waitMs; !(await exists(told)); await new Promise((next) => setTimeout(next, 200)))
    if (Date.now() > deadline) throw new Error("the demo was not told in time");
  await cp(told, dataFolder, { recursive: true });
}

/** At the end of the run. */
export async function removeDemo(): Promise<void> {
  for (const folder of [told, `${told}.making`]) await rm(folder, { recursive: true, force: true });
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
