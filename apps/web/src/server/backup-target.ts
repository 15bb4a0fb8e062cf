// Where a backup goes: a folder apart from what is backed up, that can be written to.
import { mkdir, realpath } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { SettingError } from "./config.ts";

/** Makes the folder that will hold the snapshots. Refuses the data folder and what lies in it: it would be lost with it. */
export async function openTarget(into: string, dataFolder: string): Promise<void> {
  const target = resolve(into);
  const isIn = async () => {
    const way = relative(await realpath(dataFolder).catch(() => resolve(dataFolder)), await nearest(target));
    return way === "" || (!way.startsWith("..") && !isAbsolute(way));
  };
  if (await isIn())
    throw new SettingError(
      `${into} is inside the data folder ${dataFolder} and would be lost with it: choose a folder elsewhere, preferably on another disk`,
    );
  await makeFolder(join(target, "snapshots")).catch((error: NodeJS.ErrnoException) => {
    throw new SettingError(`${into} cannot be written to: ${error.code ?? error.message}. Name another folder`);
  });
}

/** Of a folder that is not there yet, the nearest above it that is. */
const nearest = (path: string): Promise<string> =>
  realpath(path).catch(() => (dirname(path) === path ? path : nearest(dirname(path))));

/** One by one: where none can be made, as in /proc, Node's own `recursive` tries for ever. */
async function makeFolder(path: string): Promise<void> {
  if ((await nearest(path)) === (await realpath(path).catch(() => undefined))) return;
  await makeFolder(dirname(path));
  await mkdir(path, { mode: 0o700 });
}
