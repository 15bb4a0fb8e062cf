// A disk of a few megabytes that can be filled to the last byte and enlarged again: a tmpfs, so it takes root on Linux.
import { execFile } from "node:child_process";
import { mkdtemp, rm, statfs, truncate, open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export type SmallDisk = {
  readonly folder: string;
  /** Takes what is free but for `leaving` bytes, by a file beside the data. */
  fill(leaving?: number): Promise<void>;
  /** Gives back what `fill` took. */
  empty(): Promise<void>;
  /** Enlarges the disk itself, or lets it hold more files. */
  remount(options: string): Promise<void>;
  /** Lets it hold no file or folder more than it does now. */
  holdNoMoreFiles(): Promise<void>;
  remove(): Promise<void>;
};

/** Throws where nothing may be mounted. */
export async function mountSmallDisk(options: string): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), "chancery-disk-"));
  await run("mount", ["-t", "tmpfs", "-o", `${options},mode=700`, "chancery-test", folder]);
  const filler = join(folder, "filler");
  const remount = async (changed: string) => void (await run("mount", ["-o", `remount,${changed}`, folder]));
  return {
    folder,
    async fill(leaving = 0) {
      const { bavail, bsize } = await statfs(folder);
      const file = await open(filler, "a");
      try {
        const block = Buffer.alloc(bsize, 1);
        for (let left = Math.floor((bavail * bsize - leaving) / bsize); left > 0; left--) await file.write(block);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error; // someone else took the last of it
      } finally {
        await file.close();
      }
    },
    empty: () => truncate(filler, 0),
    remount,
    async holdNoMoreFiles() {
      const { files, ffree } = await statfs(folder);
      await remount(`nr_inodes=${files - ffree}`);
    },
    async remove() {
      await run("umount", ["-l", folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
