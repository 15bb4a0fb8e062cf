// The Integrity page as an auditor meets it: all agrees, then a row edited with SQL, and a checkpoint that was kept.
import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accessibilityFaults, watch } from "./support/axe.ts";
import { demoPerson } from "./support/demo-people.ts";
import { lookEverywhere } from "./support/look-everywhere.ts";
import { editBeneath } from "./support/tamper.ts";
import { expect, test } from "./support/test.ts";

test.use({ serverArgs: ["--demo"], trace: "off" });

test("an auditor checks now, sees the row somebody edited beside its entry, and holds a kept checkpoint against the log", async ({
  server,
  browser,
}) => {
  const folder = join(server.dataFolder, "demo");
  const auditor = await demoPerson(browser, server, "auditor");
  const faults = await watch(auditor, server.url);
  await auditor.goto("/audit");
  await auditor.getByRole("link", { name: "Integrity" }).click();
  await expect(auditor.getByRole("heading", { name: "Integrity", level: 1 })).toBeVisible();

  await test.step("all agrees, checked by whoever asked", async () => {
    await auditor.getByRole("button", { name: "Check now" }).click();
    await expect(auditor.getByText("Checked: every entry and every row is as it was written.")).toBeVisible();
    await expect(auditor.getByText(/^All [\d,]+ entries are as they were written,$/)).toBeVisible();
    await expect(auditor.getByText(/Signed checkpoints are kept only in the data folder/)).toBeVisible();
  });

  await test.step("a kept checkpoint is continued; another's says nothing", async () => {
    const note = readFileSync(join(folder, "checkpoint"), "utf8");
    await auditor.getByLabel("A checkpoint you kept").fill(note);
    await auditor.getByRole("button", { name: "Compare" }).click();
    await expect(auditor.getByText(/The log continues your checkpoint/)).toBeVisible();
    await expect(auditor.getByText("The log continues yours")).toBeVisible();
    const file = join(tmpdir(), `kept-${process.pid}.txt`);
    writeFileSync(file, note.replace(/^.*\n/, "other.example/audit\n"));
    await auditor.getByLabel("Or pick its file").setInputFiles(file);
    await expect(auditor.getByText(/This is not a checkpoint of/)).toBeVisible();
  });

  await test.step("a row edited with SQL stands beside the entry it contradicts", async () => {
    await editBeneath(
      { ...server, dataFolder: folder },
      "vote",
      "UPDATE vote SET decision = 'approve' WHERE decision = 'reject'",
    );
    await auditor.getByRole("button", { name: "Check now" }).click();
    await expect(auditor.getByText("Checked: something differs.")).toBeVisible();
    await expect(auditor.getByText(/contradicts? the log\.$/)).toBeVisible();
    const beside = auditor.getByRole("region", { name: /^What the log and the table say of the vote/ });
    await expect(beside.getByRole("row").filter({ hasText: "decision" })).toContainText('"reject""approve"');
    await expect(auditor.getByRole("row", { name: /^Votes / })).toContainText(/\d differ/);
    for (const width of [1360, 390])
      for (const colorScheme of ["dark", "light"] as const) {
        await auditor.setViewportSize({ width, height: 860 });
        await auditor.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await auditor.reload();
        await auditor.waitForLoadState("networkidle");
        expect(await accessibilityFaults(auditor), `${colorScheme} at ${width}`).toEqual([]);
      }
  });

  await test.step("the page of its promotion shows what the log says, and names what the database says", async () => {
    await auditor.setViewportSize({ width: 1360, height: 860 });
    await auditor.goto("/models/speech/diarizer/v/2/promotions");
    await auditor.getByRole("link", { name: "speech/diarizer v2" }).last().click();
    await expect(auditor.getByText("The database disagrees with the log here.")).toBeVisible();
    const said = auditor.getByRole("listitem").filter({ hasText: /^The database says decision “approve” of the vote/ });
    await expect(said).toContainText(/Entry #[\d,]+ says decision “reject”\.$/);
    await expect(auditor.getByRole("main")).toContainText("rejected");
    await lookEverywhere(auditor, "contradicted");
  });

  await test.step("a version whose revocation SQL took back is shown as revoked", async () => {
    await editBeneath(
      { ...server, dataFolder: folder },
      "version",
      "UPDATE version SET state = 'sealed', revoked_at = NULL WHERE state = 'revoked'",
    );
    await auditor.setViewportSize({ width: 1360, height: 860 });
    await auditor.goto("/models/vision/defect-detector/v/1");
    await expect(auditor.getByText(/^The database says .* of the version/)).toBeVisible();
    await expect(auditor.getByRole("main")).toContainText("revoked");
    await lookEverywhere(auditor, "contradicted-version");
  });

  await test.step("every page says that the registry is frozen", async () => {
    const alien = server.databaseUrl
      ? "CREATE RULE alien AS ON INSERT TO vote DO ALSO NOTHING"
      : "CREATE TRIGGER alien AFTER INSERT ON vote BEGIN SELECT 1; END";
    await editBeneath({ ...server, dataFolder: folder }, "vote", alien);
    await auditor.goto("/audit/integrity");
    await auditor.getByRole("button", { name: "Check now" }).click();
    await expect(auditor.getByText("Nothing can be written.")).toBeVisible();
    await auditor.goto("/models");
    await expect(auditor.getByRole("alert").filter({ hasText: "Nothing can be changed now" })).toBeVisible();
    await lookEverywhere(auditor, "frozen");
  });
  expect(faults).toEqual([]);
});
