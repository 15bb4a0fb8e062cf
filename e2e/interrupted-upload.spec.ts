// What stops a browser's files beside the network: a draft sealed or discarded in another tab, a login that ends, a proxy that
// answers in the registry's place, a person who is about to leave. Each is told in plain words, and goes on where it can.
import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { demoPerson } from "./support/demo-people.ts";
import { listening } from "./support/listening.ts";
import { lookEverywhere } from "./support/look-everywhere.ts";
import { expect, test } from "./support/test.ts";

test.use({ serverArgs: ["--demo"], trace: "off" });

const draft = "/models/speech/wake-word/v/4/draft";
const file = (name: string, bytes: number) => ({
  name,
  mimeType: "application/octet-stream",
  buffer: randomBytes(bytes),
});
const row = (page: Page, path: string) =>
  page.getByRole("listitem").filter({ has: page.getByText(path, { exact: true }) });
const pick = (page: Page, files: Parameters<ReturnType<Page["getByLabel"]>["setInputFiles"]>[0]) =>
  page.getByLabel("Files to send").setInputFiles(files);
const openDraft = async (page: Page, path = draft) => {
  await page.goto(path);
  await listening(page);
};
const wide = (page: Page) => page.setViewportSize({ width: 1360, height: 860 });
async function uploadSpeed(page: Page, uploadThroughput: number): Promise<void> {
  const network = await page.context().newCDPSession(page);
  const still = { offline: false, latency: 0, downloadThroughput: -1 };
  await network.send("Network.emulateNetworkConditions", { ...still, uploadThroughput });
}
const isMoving = (page: Page, path: string) =>
  expect(row(page, path).getByRole("progressbar")).toHaveAttribute("aria-valuenow", /^[1-9]/);

test("a draft that is sealed or discarded in another tab stops every file with one sentence", async ({
  server,
  browser,
}) => {
  const page = await demoPerson(browser, server, "contributor");
  const other = await page.context().newPage();
  // As on another device: a tab that hears of the files would not offer to seal.
  await other.addInitScript(() => Reflect.deleteProperty(globalThis, "BroadcastChannel"));

  await test.step("sealed", async () => {
    await openDraft(page);
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route("**/api/uploadthing*", async (route) => {
      await held;
      await route.continue();
    });
    const asked = page.waitForRequest("**/api/uploadthing*");
    await pick(page, [file("a.bin", 100), file("b.bin", 100)]);
    await asked;
    await openDraft(other);
    await other.getByRole("button", { name: "Seal v4" }).click();
    await expect(other.getByText("v4 is sealed.")).toBeVisible();
    letGo();
    for (const name of ["a.bin", "b.bin"]) await expect(row(page, name)).toContainText("version_sealed");
    await expect(page.getByRole("alert").first()).toHaveText(/This draft has been sealed.*Create a new version/);
  });

  await test.step("discarded", async () => {
    await other.goto("/models/speech/wake-word/versions/new");
    await listening(other);
    await other.getByRole("button", { name: "Create a draft without files" }).click();
    await expect(other).toHaveURL("/models/speech/wake-word/v/5/draft");
    await openDraft(page, "/models/speech/wake-word/v/5/draft");
    await uploadSpeed(page, 1_000_000);
    await pick(page, [file("a.bin", 9_000_000), file("b.bin", 9_000_000)]);
    await isMoving(page, "a.bin");
    await listening(other);
    await other.getByRole("button", { name: "Discard draft" }).click();
    await other.getByRole("button", { name: "Discard v5" }).click();
    await expect(other.getByText("Draft v5 is discarded.")).toBeVisible();
    for (const name of ["a.bin", "b.bin"]) await expect(row(page, name)).toContainText("version_discarded");
    await expect(page.getByRole("alert").first()).toHaveText(/This draft has been discarded/);
    await lookEverywhere(page, "upload-draft-over");
  });
});

test("leaving asks while a file is under way, from whichever page of the portal, and not once it has arrived", async ({
  server,
  browser,
}) => {
  const page = await demoPerson(browser, server, "contributor");
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  const tryToLeave = () => page.evaluate(() => location.reload());
  await openDraft(page);
  await uploadSpeed(page, 1_500_000);
  await page.getByRole("heading", { level: 1 }).click(); // a browser asks only where somebody has been
  await pick(page, file("large.bin", 12_000_000));
  await isMoving(page, "large.bin");
  await tryToLeave();
  await expect.poll(() => asked).toEqual(["beforeunload"]);

  // Pages of the portal stop nothing, and so ask nothing; the guard goes along.
  await page.getByRole("link", { name: "Evidence so far" }).click();
  await page.waitForURL((url) => !url.pathname.endsWith("/draft"));
  await expect(page).toHaveTitle(/^\d+ % · /);
  expect(asked).toHaveLength(1);
  await tryToLeave();
  await expect.poll(() => asked).toHaveLength(2);
  await page.goBack();
  await isMoving(page, "large.bin");
  expect(asked).toHaveLength(2);

  await uploadSpeed(page, -1);
  await expect(row(page, "large.bin")).toContainText("server digest equals yours");
  await expect(page).not.toHaveTitle(/%/);
  await page.reload(); // nothing asks any more
  await expect(row(page, "large.bin")).toBeVisible();
  expect(asked).toHaveLength(2);
});

test("a login that ends in mid-upload holds the files until its person is back, and a proxy's refusal says what to do", async ({
  server,
  browser,
}, testInfo) => {
  const page = await demoPerson(browser, server, "contributor");
  await openDraft(page);

  await test.step("signed out", async () => {
    const large = testInfo.outputPath("weights.bin");
    await writeFile(large, randomBytes(9_000_000));
    await uploadSpeed(page, 1_500_000);
    await pick(page, large);
    await isMoving(page, "weights.bin");
    await page.getByRole("button", { name: "Pause weights.bin" }).click();
    await expect(row(page, "weights.bin")).toContainText("kept at the server");
    const cookies = await page.context().cookies();
    await page.context().clearCookies();
    await page.getByRole("button", { name: "Resume weights.bin" }).click();
    await expect(page.getByText("your files continue where they stopped")).toBeVisible();
    await expect(page.getByRole("link", { name: "Sign in again in a new tab" })).toHaveAttribute("target", "_blank");
    await lookEverywhere(page, "upload-signed-out");
    await wide(page);
    await page.context().addCookies(cookies);
    await uploadSpeed(page, -1);
    await page.evaluate(() => dispatchEvent(new Event("focus"))); // the person comes back from the other tab
    await expect(row(page, "weights.bin")).toContainText("server digest equals yours");
    await expect(row(page, "weights.bin")).toContainText("nothing sent twice");
    await expect(page.getByText("your files continue where they stopped")).toBeHidden();
  });

  await test.step("HTTP 413 and a page of HTML", async () => {
    await page.route("**/api/ingest/**", (route) =>
      route.fulfill({ status: 413, contentType: "text/html", body: "<html>413 Request Entity Too Large</html>" }),
    );
    await pick(page, [file("a.bin", 1000), file("b.bin", 1000)]);
    for (const name of ["a.bin", "b.bin"]) {
      await expect(row(page, name)).toContainText("proxy_limit");
      await expect(row(page, name)).toContainText("client_max_body_size");
    }
    await lookEverywhere(page, "upload-failed");
    await wide(page);
    await page.unrouteAll();
    await page.getByRole("button", { name: "Retry a.bin" }).click();
    await expect(row(page, "a.bin")).toContainText("server digest equals yours");
  });
});

test("what somebody else left unfinished is shown with who and how far, bars sealing, and is discarded from the page", async ({
  server,
  browser,
}) => {
  const [page, lena] = [
    await demoPerson(browser, server, "contributor"),
    await demoPerson(browser, server, "maintainer"),
  ];
  await openDraft(lena);
  await uploadSpeed(lena, 1_500_000);
  await pick(lena, file("weights.bin", 9_000_000));
  await isMoving(lena, "weights.bin");
  await lena.getByRole("button", { name: "Pause weights.bin" }).click();
  await expect(row(lena, "weights.bin")).toContainText("kept at the server");

  await openDraft(page);
  await expect(row(page, "weights.bin")).toContainText(/begun by Lena .* at the server · begun .* · last heard of/);
  const foot = page.locator("[data-decision-bar]");
  await expect(foot).toContainText(/1 upload of Lena \S+ not finished/);
  await expect(page.getByRole("button", { name: "Seal v4" })).toBeDisabled();
  await foot.getByRole("link", { name: "See what is not finished" }).click();
  await expect(page.getByRole("heading", { name: "Not finished" })).toBeInViewport();
  await page.getByRole("button", { name: "Discard weights.bin" }).click();
  await expect(row(page, "weights.bin")).toContainText("would have to send it again");
  // From the top: what stands half below the foot of the window has no size of its own.
  await lookEverywhere(page, "draft-open-uploads", { show: () => page.evaluate(() => scrollTo(0, 0)) });
  await wide(page);
  await page.getByRole("button", { name: "Discard it" }).click();
  await expect(page.getByText("The upload of weights.bin is discarded.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Seal v4" })).toBeEnabled();

  await uploadSpeed(lena, -1);
  await lena.getByRole("button", { name: "Resume weights.bin" }).click(); // it was ended: so it begins anew
  await expect(row(lena, "weights.bin")).toContainText("server digest equals yours");
});
