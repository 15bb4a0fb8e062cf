// A version made in the browser: the core task counted in actions, what is told of a draft beside its files, a name that is
// refused in its row, and going on after a reload.
import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { inActions } from "./support/actions.ts";
import { demoPerson } from "./support/demo-people.ts";
import { listening } from "./support/listening.ts";
import { lookEverywhere } from "./support/look-everywhere.ts";
import { expect, test } from "./support/test.ts";

test.use({ serverArgs: ["--demo"], trace: "off" });

const model = "speech/silero-vad";
const file = (name: string, content: Buffer | string) => ({
  name,
  mimeType: "application/octet-stream",
  buffer: Buffer.from(content),
});
const foot = (page: Page) => page.locator("[data-decision-bar]");

test("a person without a terminal registers a version in 4 actions, mends what is refused, and goes on after a reload", async ({
  server,
  browser,
}, testInfo) => {
  const page = await demoPerson(browser, server, "contributor");

  await test.step("2: register a version from local files: 4 by mouse", async () => {
    await inActions(page, 4, async ({ click, pick }) => {
      await click(page.getByRole("link", { name: model }));
      await click(page.getByRole("link", { name: "New version" }));
      await pick(page.getByLabel("Files to send"), [file("model.onnx", "weights"), file("config.json", "{}")]);
      await click(page.getByRole("button", { name: "Seal v4" }));
    });
    await expect(page).toHaveURL(`/models/${model}/v/4`);
    await expect(page.getByText("v4 is sealed.")).toBeVisible();
    await expect(page.getByRole("link", { name: "model.onnx" })).toBeVisible();
  });

  await test.step("a draft is told in full on one page, bad input loses nothing, what is typed outlives a reload", async () => {
    await page.goto(`/models/${model}/versions/new`);
    await lookEverywhere(page, "new-version");
    await page.getByRole("button", { name: "Create a draft without files" }).click();
    await expect(page).toHaveURL(`/models/${model}/v/5/draft`);
    await expect(page.getByText("Not yet: no file is here")).toBeVisible();
    await expect(page.getByRole("button", { name: "Seal v5" })).toBeDisabled();

    await page.getByLabel("Label (optional)").fill("v4");
    await page.getByRole("button", { name: "Paste" }).click();
    const pasted = page.getByLabel("Lines of name=value, or a JSON object");
    await pasted.fill("threshold=0.5\nnonsense");
    await page.getByRole("button", { name: "Put them into the table" }).click();
    await expect(page.getByText("line 2: write it as name=value")).toBeVisible();
    await pasted.fill('{"threshold": 0.50, "sampling": {"rate": 16000}}');
    await page.getByRole("button", { name: "Put them into the table" }).click();
    await expect(page.getByLabel("Value of sampling.rate")).toHaveValue("16000");
    await page.reload();
    await expect(page.getByLabel("Value of threshold")).toHaveValue("0.50");
    await expect(page.getByText("label and params: typed and not recorded")).toBeVisible();
    await page.getByRole("button", { name: "Record label and params" }).click();
    await expect(page.getByText(/semantic version such as 1.4.0/)).toBeVisible();
    await page.getByLabel("Label (optional)").fill("4.0.0");
    await page.getByRole("button", { name: "Record label and params" }).click();
    await expect(page.getByText("Version 1 already has the label 4.0.0")).toBeVisible();
    await page.getByLabel("Label (optional)").fill("6.1.0");
    await page.getByRole("button", { name: "Record label and params" }).click();
    await expect(page.getByText("Label and params are recorded.")).toBeVisible();
    await expect(page.getByText("typed and not recorded")).toBeHidden();

    await page.getByLabel("Trained on").click(); // its search comes with the focus
    await page.getByRole("combobox", { name: "Trained on" }).fill("calls");
    await page.getByRole("option").first().click();
    await page.getByLabel("Job (optional)", { exact: true }).fill("vad-train #418");
    await page.getByRole("button", { name: "Record the lineage" }).click();
    await expect(page.getByText("The lineage is recorded.")).toBeVisible();
    await expect(page.getByText("not stated: the base version, the commit")).toBeVisible();

    const csv = (text: string) => ({ name: "vad.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    const file = page.getByLabel("A CSV or JSON file of metrics");
    await file.setInputFiles(csv("metric,value,lower,upper\nf1,0.93,0.92,0.94\nanisotropy,many,,\n"));
    await expect(page.getByText(/^Row 2: value “many” is not a decimal number/)).toBeVisible();
    await page.getByLabel("Value of anisotropy").fill("0.183");
    await expect(page.getByText(/^Row 2: the direction of anisotropy is not set/)).toBeVisible();
    await page.reload();
    await expect(page.getByLabel("Value of anisotropy")).toHaveValue("0.183");
    await lookEverywhere(page, "draft");
    await page.getByLabel("Which way anisotropy is better").selectOption("none");
    await page.getByRole("button", { name: "Record the evaluation" }).click();
    await expect(page.getByText("The evaluation is recorded.")).toBeVisible();
    await expect(page.getByRole("link", { name: "1 recorded" })).toBeVisible();
  });

  await test.step("a draft is discarded once its person has read what goes with it", async () => {
    await page.getByRole("button", { name: "Discard draft" }).click();
    await expect(page.getByText("its number stays taken")).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page.getByText("Draft v5 is discarded.")).toBeVisible();
    await expect(page).toHaveURL(`/models/${model}/versions`);
    await expect(page.getByRole("row", { name: /v5/ })).toContainText("discarded");
  });

  await test.step("a name that clashes is refused in its row and mended there; the others go on", async () => {
    await page.goto("/models/speech/wake-word/v/4/draft");
    await listening(page);
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Pick files" }).focus();
    await page.keyboard.press("Enter");
    await (await chooser).setFiles([file("Config.json", "{}"), file("tokenizer.json", "[]")]);
    await expect(row(page, "tokenizer.json")).toContainText("server digest equals yours");
    await expect(row(page, "Config.json")).toContainText("refused");
    await expect(foot(page)).toContainText("Config.json refused");
    await expect(page.getByRole("button", { name: "Seal v4" })).toBeDisabled();
    await lookEverywhere(page, "upload-refused");
    await page.setViewportSize({ width: 1360, height: 860 });
    await page.getByRole("button", { name: "Rename Config.json" }).click();
    await page.getByLabel("New name of Config.json").fill("training/config.json");
    await page.keyboard.press("Enter");
    await expect(row(page, "training/config.json")).toContainText("server digest equals yours");
    await expect(page.getByRole("button", { name: "Seal v4" })).toBeEnabled();
  });

  await test.step("what was sent before a reload is not sent again", async () => {
    const large = testInfo.outputPath("optimizer.bin"); // one on the disk, whose time of change stays as it is
    await writeFile(large, randomBytes(24_000_000));
    const network = await page.context().newCDPSession(page);
    const throttle = (uploadThroughput: number) =>
      network.send("Network.emulateNetworkConditions", {
        offline: false,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput,
      });
    await throttle(4_000_000);
    await page.getByLabel("Files to send").setInputFiles(large);
    await expect(row(page, "optimizer.bin").getByRole("progressbar")).toHaveAttribute("aria-valuenow", /^[2-9]\d$/);
    await expect(page).toHaveTitle(/^\d+ %/);
    await page.getByRole("button", { name: "Pause optimizer.bin" }).click();
    await expect(row(page, "optimizer.bin")).toContainText("kept at the server");
    await expect(foot(page)).toContainText("1 paused");
    await page.reload();
    await throttle(-1);
    await expect(row(page, "optimizer.bin")).toContainText("Pick the same file again to continue");
    await expect(foot(page)).toContainText("1 file begun and not finished");
    await page.getByLabel("Files to send").setInputFiles(large);
    await expect(row(page, "optimizer.bin")).toContainText("server digest equals yours");
    await expect(row(page, "optimizer.bin")).toContainText("nothing sent twice");
    await page.getByRole("button", { name: "Remove tokenizer.json" }).click();
    await expect(page.getByText("tokenizer.json is removed from the draft.")).toBeVisible();
    await page.getByRole("button", { name: "Seal v4" }).click();
    await expect(page.getByText("v4 is sealed.")).toBeVisible();
  });
});

/** Its first byte is another one once it leaves the browser, as long as this runs; answers how it ends. */
async function damageOnTheWay(page: Page, name: string): Promise<() => Promise<void>> {
  await page.evaluate((damaged) => {
    const send = XMLHttpRequest.prototype.send;
    XMLHttpRequest.prototype.send = function (body) {
      const file = body instanceof FormData ? body.get("file") : null;
      if (!(body instanceof FormData) || !(file instanceof File) || file.name !== damaged) return send.call(this, body);
      const changed = new FormData();
      changed.append("file", new File([new Uint8Array([7]), file.slice(1)], file.name));
      return send.call(this, changed);
    };
    Object.assign(globalThis, { mend: () => (XMLHttpRequest.prototype.send = send) });
  }, name);
  return () => page.evaluate(() => void (globalThis as unknown as { mend(): void }).mend());
}

test("a file that was damaged on the way is told, leaves the draft when it is sent again or removed, and is never sealed", async ({
  server,
  browser,
}) => {
  const page = await demoPerson(browser, server, "contributor");
  await page.goto("/models/speech/wake-word/v/4/draft");
  await listening(page);
  await damageOnTheWay(page, "weights.bin");
  // Larger than what is hashed before it is sent: the server cannot know that it has come wrong.
  const weights = file("weights.bin", Buffer.alloc(17 * 2 ** 20, 1));
  const pick = () => page.getByLabel("Files to send").setInputFiles(weights);

  await pick();
  await expect(row(page, "weights.bin")).toContainText("digest_differs");
  await expect(row(page, "weights.bin")).toContainText("both take the wrong bytes out");
  await expect(page.getByRole("button", { name: "Seal v4" })).toBeDisabled();
  await lookEverywhere(page, "upload-digest-differs");
  await page.setViewportSize({ width: 1360, height: 860 });
  await page.getByRole("button", { name: "Remove weights.bin" }).click();
  await expect(page.getByText("weights.bin is removed from the draft.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("listitem").filter({ hasText: "config.json" })).toBeVisible();
  await expect(page.getByText("weights.bin", { exact: true })).toBeHidden();

  await listening(page);
  const mendAgain = await damageOnTheWay(page, "weights.bin");
  await pick();
  await expect(row(page, "weights.bin")).toContainText("digest_differs");
  await mendAgain();
  await page.getByRole("button", { name: "Send again weights.bin" }).click();
  await expect(row(page, "weights.bin")).toContainText("server digest equals yours");
  await expect(page.getByRole("button", { name: "Seal v4" })).toBeEnabled();
});

const row = (page: Page, path: string) =>
  page.getByRole("listitem").filter({ has: page.getByText(path, { exact: true }) });
