// A disk that is full in the middle of a browser's file: its row says so, the others are not lost, and it goes on once there is room.
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { demoPerson } from "../support/demo-people.ts";
import { listening } from "../support/listening.ts";
import { lookEverywhere } from "../support/look-everywhere.ts";
import { openPlace, runServer, startServer, type Place } from "../support/server.ts";
import { mountSmallDisk } from "../support/small-disk.ts";

test.use({ trace: "off" });

const row = (page: Page, path: string) =>
  page.getByRole("listitem").filter({ has: page.getByText(path, { exact: true }) });

test("a disk that fills in mid-upload fails the row in clear words, and the file arrives whole once there is room", async ({
  browser,
}) => {
  const disk = await mountSmallDisk("size=160m");
  const other = await openPlace();
  const place: Place = { ...other, dataFolder: disk.folder, env: { ...other.env, CHANCERY_DATA_DIR: disk.folder } };
  const folder = await mkdtemp(join(tmpdir(), "chancery-files-"));
  const server = await startServer({ place, args: ["--demo"] });
  try {
    const bytes = randomBytes(24_000_000);
    await writeFile(join(folder, "weights.bin"), bytes);
    const page = await demoPerson(browser, server, "contributor");
    await page.goto("/models/speech/wake-word/v/4/draft");
    await listening(page);
    const network = await page.context().newCDPSession(page);
    const speed = (uploadThroughput: number) =>
      network.send("Network.emulateNetworkConditions", {
        ...{ offline: false, latency: 0, downloadThroughput: -1, uploadThroughput },
      });
    await speed(4_000_000);
    await page.getByLabel("Files to send").setInputFiles(join(folder, "weights.bin"));
    await expect(row(page, "weights.bin").getByRole("progressbar")).toHaveAttribute("aria-valuenow", /^[1-9]\d$/);
    await disk.fill();
    await expect(row(page, "weights.bin")).toContainText("storage_full");
    await expect(page.locator("[data-decision-bar]")).toContainText("weights.bin failed");
    await lookEverywhere(page, "upload-disk-full");
    await page.setViewportSize({ width: 1360, height: 860 });
    await disk.empty();
    await speed(-1);
    await page.getByRole("button", { name: "Retry weights.bin" }).click();
    await expect(row(page, "weights.bin")).toContainText("server digest equals yours");
    await page.getByRole("button", { name: "Seal v4" }).click();
    await expect(page.getByText("v4 is sealed.")).toBeVisible();
    const stored = await page.request.get("/api/v1/resolve?ref=speech/wake-word:4");
    expect(stored.status()).toBe(200);
    const { versionId } = (await stored.json()) as { versionId: string };
    const read = await page.request.get(`/api/v1/versions/${versionId}/files/weights.bin`);
    expect(
      createHash("sha256")
        .update(await read.body())
        .digest("hex"),
    ).toBe(createHash("sha256").update(bytes).digest("hex"));
    await page.context().close();
    expect(await server.stop()).toBe(0);
    const { code, output } = await runServer({ place, args: ["--demo", "--fsck", "--blobs"] });
    expect(code, output).toBe(0);
  } finally {
    await server.kill();
    await disk.remove();
    await other.remove();
    await rm(folder, { recursive: true });
  }
});
