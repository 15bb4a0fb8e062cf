import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTarget } from "./backup-target.ts";

describe("the folder of a backup", () => {
  let place = "";
  let data = "";
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), "chancery-target-"));
    data = join(place, "data");
    mkdirSync(data);
    symlinkSync(data, join(place, "link"));
    writeFileSync(join(place, "file"), "");
  });
  afterEach(() => rmSync(place, { recursive: true }));

  it("is made with all that lies above it, and taken where it is there", async () => {
    for (const folder of ["backup/of/all", "backup", "data-2"]) {
      await openTarget(join(place, folder), data);
      expect(existsSync(join(place, folder, "snapshots"))).toBe(true);
    }
  });

  it.each(["data", "data/backup", "data/a/b", "link", "link/backup", "data/../data"])(
    "is not the data folder, nor in it: %s",
    async (folder) => {
      await expect(openTarget(`${place}/${folder}`, data)).rejects.toThrow("is inside the data folder");
      expect(existsSync(join(data, "backup"))).toBe(false);
    },
  );

  it("is refused at once where it cannot be written to, with the reason", async () => {
    for (const folder of ["/proc", "/proc/none"])
      await expect(openTarget(folder, data)).rejects.toThrow(/^\/proc\S* cannot be written to: E\w+/);
    await expect(openTarget(join(place, "file/in"), data)).rejects.toThrow(/cannot be written to: ENOTDIR/);
  });
});
