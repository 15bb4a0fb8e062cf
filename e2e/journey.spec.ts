// The main job, from an empty registry to a log an outsider verified. Runs on SQLite, and on PostgreSQL where CHANCERY_E2E_DATABASE_URL is set.
import { createHash } from "node:crypto";
import { copyFile, mkdir, mkdtemp, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { chancery, type CliResult } from "./support/cli.ts";
import { commitAll } from "./support/git.ts";
import { silero } from "./support/files.ts";
import { runOutsideTool } from "./support/outside-tool.ts";
import {
  addServiceAccount,
  addTeam,
  claim,
  confirmRole,
  giveRole,
  invite,
  newToken,
  person,
} from "./support/people.ts";
import { forgeEntry } from "./support/tamper.ts";
import { expect, test } from "./support/test.ts";

const names = {
  admin: "Agnes Adler",
  scientist: "Dana Sorel",
  lead: "Lena Brandt",
  secondLead: "Jonas Weiss",
  auditor: "Amir Haddad",
};
const dataset = createHash("sha256").update("vad-holdout-2026-10").digest("hex");
const otherDataset = createHash("sha256").update("vad-holdout-2026-11").digest("hex");

test("a model reaches production by another person's approval, and an outsider can verify how", async ({
  server,
  browser,
  page: admin,
}) => {
  test.setTimeout(300_000);
  const folder = await mkdtemp(join(tmpdir(), "chancery-journey-"));
  const as = (name: string) => ({ cwd: folder, home: join(folder, name) });
  const ok = async (name: string, args: readonly string[], env: Record<string, string> = {}): Promise<CliResult> => {
    const result = await chancery(args, { ...as(name), env });
    expect(result.code, `${args.join(" ")}\n${result.stderr}`).toBe(0);
    return result;
  };
  const json = async <T>(name: string, args: readonly string[]): Promise<T> =>
    JSON.parse((await ok(name, [...args, "--json"])).stdout) as T;
  const pages: Record<string, Page> = {};
  const pageOf = (name: string): Page => {
    const page = pages[name];
    if (!page) throw new Error(`${name} has no page`);
    return page;
  };
  let deployToken = "";

  await test.step("the claim link makes the first admin, once", async () => {
    const link = await server.printed(/http:\/\/localhost:\d+\/claim\/\S+/);
    expect((await fetch(`${server.url}/api/v1/resolve?ref=speech/silero-vad:1`)).status).toBe(503);
    await claim(admin, link, person(names.admin));
    expect((await fetch(link)).status).toBe(404);
  });

  await test.step("the admin makes a team, invites people, gives roles, adds a service account with a token", async () => {
    await addTeam(admin, "speech", "Speech");
    for (const name of [names.scientist, names.lead, names.secondLead, names.auditor])
      pages[name] = await invite(admin, browser, person(name));
    await giveRole(admin, names.scientist, "contributor", "speech");
    await giveRole(admin, names.scientist, "reviewer", "speech");
    for (const name of [names.lead, names.secondLead]) {
      await giveRole(admin, name, "reviewer", "speech");
      await confirmRole(pageOf(names.scientist), name);
    }
    await giveRole(admin, names.auditor, "auditor", "organisation");
    deployToken = await addServiceAccount(admin, "ci-speech", {
      owner: names.scientist,
      page: pageOf(names.scientist),
    });
    await giveRole(admin, "ci-speech", "viewer", "speech");
  });

  await test.step("everyone signs in on the command line with a token from the portal", async () => {
    for (const name of [names.scientist, names.lead, names.auditor]) {
      const page = pageOf(name);
      await page.goto("/settings/tokens");
      await ok(name, ["login", server.url], { CHANCERY_TOKEN: await newToken(page, "laptop") });
    }
    const who = await json<{ me: { name: string } }>(names.scientist, ["whoami"]);
    expect(who.me.name).toBe(names.scientist);
  });

  await test.step("the data scientist pushes three versions of a real model from a work tree", async () => {
    await writeFile(
      join(folder, "CARD.md"),
      "# Silero VAD\n\nFinds speech in 16 kHz audio. Not for speaker identity.\n",
    );
    await commitAll(folder);
    const metrics = [
      [["auc=0.912:higher", "miss_rate=0.081:lower", "f1=0.88:higher"], dataset],
      [["auc=0.941:higher", "miss_rate=0.064:lower", "latency_ms=1.9:lower"], dataset],
      [["auc=0.958:higher", "miss_rate=0.070:lower"], otherDataset],
    ] as const;
    for (const [index, path] of silero.entries()) {
      await copyFile(path, join(folder, "model.onnx"));
      const [measured, digest] = metrics[index] ?? [[], dataset];
      await ok(names.scientist, [
        ...[
          "push",
          "model.onnx",
          "--to",
          "speech/silero-vad",
          "--card",
          "CARD.md",
          "--param",
          "sample_rate=16000",
          "--param",
          `window=${512 + index}`,
        ],
        ...measured.flatMap((metric) => ["--metric", metric]),
        ...["--dataset", `vad-holdout@sha256:${digest}`, "--tag", "domain=speech"],
      ]);
    }
    const shown = await json<{ state: string; lineage: { kind: string; facts: Record<string, string> }[] }>(
      names.scientist,
      ["show", "speech/silero-vad:2"],
    );
    expect(shown.state).toBe("sealed");
    expect(shown.lineage.find((edge) => edge.kind === "built_from")?.facts["commit"]).toMatch(/^[0-9a-f]{40}$/);
  });

  await test.step("a folder of several files, and an external model of a vendor", async () => {
    await mkdir(join(folder, "export", "tokenizer"), { recursive: true });
    await copyFile(silero[0] ?? "", join(folder, "export", "model.onnx"));
    await writeFile(join(folder, "export", "tokenizer", "vocab.json"), '{"a":1}\n');
    await writeFile(join(folder, "export", "README.txt"), "exported\n");
    const pushed = await ok(names.scientist, ["push", "export", "--to", "speech/asr", "--no-git"]);
    expect(pushed.code).toBe(0);
    await writeFile(
      join(folder, "vendor.json"),
      JSON.stringify({
        supplier: "Acme",
        product: "Dictate",
        version: "2026.10",
        endpoint: "https://api.acme.example/v3",
      }),
    );
    await ok(names.scientist, ["push", "--external", "vendor.json", "--to", "speech/dictation"]);
    const files = await json<{ fileCount: number; kind: string }>(names.scientist, ["show", "speech/asr:1"]);
    expect(files.fileCount).toBe(3);
  });

  const scientist = pageOf(names.scientist);
  await test.step("she asks for version 1 in production, and a lead approves: there is an incumbent", async () => {
    await askFor(scientist, 1, "First version that meets the latency budget");
    await approve(pageOf(names.lead), 1, "Meets the budget on the holdout");
  });

  await test.step("she compares version 2 with production in the portal", async () => {
    await scientist.goto("/models");
    await expect(scientist.getByRole("img", { name: "production v1" })).toBeVisible();
    await scientist.getByRole("link", { name: "speech/silero-vad" }).click();
    await expect(scientist.getByText("In production now:")).toBeVisible();
    await scientist.goto("/models/speech/silero-vad/v/2");
    await expect(row(scientist, "auc")).toContainText("+0.029");
    await expect(row(scientist, "auc")).toContainText("better");
    await expect(row(scientist, "miss_rate")).toContainText("−0.017");
    await expect(row(scientist, "miss_rate")).toContainText("better");
    await expect(row(scientist, "f1")).toContainText("not measured");
    await expect(row(scientist, "latency_ms")).toContainText("new here");
    await scientist.goto("/models/speech/silero-vad/v/3");
    await expect(row(scientist, "auc")).toContainText("not comparable");
    await expect(scientist.getByText("chancery pull speech/silero-vad:3")).toBeVisible();
  });

  await test.step("who asked and uploaded may not decide, is told why, and is refused by the API", async () => {
    await askFor(scientist, 2, "Fewer missed starts on noisy lines");
    await expect(scientist.getByRole("button", { name: /^Approve/ })).toHaveCount(0);
    await expect(
      scientist.getByText(
        /^You requested this promotion, you contributed to this version's content, .*: someone else has to decide/,
      ),
    ).toBeVisible();
    const refused = await chancery(["approve", "P-2", "--note", "mine", "--yes", "--json"], as(names.scientist));
    expect(refused.code, refused.stdout).toBe(5);
    await admin.goto("/promotions/2");
    await expect(admin.getByRole("button", { name: /^Approve/ })).toHaveCount(0);
    await expect(admin.getByText("You need the reviewer role on this model to vote.")).toBeVisible();
  });

  await test.step("a lead finds it in the inbox, asks for changes, then another rejects a second request and the requester withdraws a third", async () => {
    const second = pageOf(names.secondLead);
    await askFor(scientist, 3, "Try the newest architecture as well");
    await decide(second, 3, "Reject", "Measured on another dataset: not comparable");
    await expect(second.getByText("rejected").first()).toBeVisible();
    await askFor(scientist, 3, "Asked for again by mistake, to be withdrawn", "Nothing: it is a mistake");
    await scientist.getByLabel("Why you withdraw it").fill("Asked for by mistake");
    await scientist.getByRole("button", { name: "Withdraw the request" }).click();
    await expect(scientist.getByText("withdrawn").first()).toBeVisible();
    await decide(second, 2, "Ask for changes", "Say in the card which noise it was tested on");
    await expect(second.getByText("changes asked").first()).toBeVisible();
  });

  await test.step("the card changes: the approval is stale, the objection stands until its author agrees", async () => {
    const [lead, second] = [pageOf(names.lead), pageOf(names.secondLead)];
    await decide(lead, 2, "Approve v2 for production", "Better on the same holdout");
    await expect(lead.getByText("1 of 1 counted")).toBeVisible();
    await scientist.goto("/models/speech/silero-vad/v/2/card");
    await scientist
      .getByLabel(/What this version is for/)
      .fill("# Silero VAD\n\nTested on street and car noise at 5 dB.");
    await scientist.getByRole("button", { name: "Publish the revision" }).click();
    await expect(scientist.getByText("Card, revision 2")).toBeVisible();
    await decide(lead, 2, "Approve v2 for production", "Better on the same holdout; the card says where");
    await expect(lead.getByText("stale").first()).toBeVisible();
    await expect(lead.getByText("changes asked").first()).toBeVisible();
    await approve(second, 2, "The card names the noise now");
  });

  await test.step("the incumbent's stay has ended, and every occupant is listed with who let it in", async () => {
    await scientist.goto("/models/speech/silero-vad/history");
    const stays = scientist.getByRole("region", { name: /Every stay/ }).getByRole("row");
    await expect(stays.nth(1)).toContainText("v2");
    await expect(stays.nth(1)).toContainText("there now");
    await expect(stays.nth(1)).toContainText(names.lead);
    await expect(stays.nth(2)).toContainText("v1");
    await expect(stays.nth(2)).toContainText("P-2");
  });

  await test.step("an internal tool outside the repository resolves, downloads, verifies and pins", async () => {
    await ok(names.scientist, ["alias", "set", "speech/silero-vad", "champion", "speech/silero-vad:2"]);
    const tool = await runOutsideTool(join(folder, "tool"), { CHANCERY_URL: server.url, CHANCERY_TOKEN: deployToken });
    expect(tool.found.map(({ number }) => number)).toEqual([2, 2, 2]);
    expect(new Set(tool.found.map(({ versionId, manifestDigest }) => `${versionId} ${manifestDigest}`)).size).toBe(1);
    expect(tool.pinned.versionId).toBe(tool.found[0]?.versionId);
    expect(tool.refusal).toEqual({ code: "NOT_FOUND", retryable: false, hasRequestId: true });
    const bytes = await readFile(join(folder, "tool", "model", "model.onnx"));
    expect(bytes.equals(await readFile(silero[1] ?? ""))).toBe(true);
    const headers = { Authorization: `Bearer ${deployToken}` };
    const resolved = (await (
      await fetch(`${server.url}/api/v1/resolve?ref=speech/silero-vad@production`, { headers })
    ).json()) as { versionId: string; manifestDigest: string };
    const manifest = await (
      await fetch(`${server.url}/api/v1/versions/${resolved.versionId}/manifest`, { headers })
    ).text();
    expect(createHash("sha256").update(manifest).digest("hex")).toBe(resolved.manifestDigest);
    await ok(names.lead, ["pull", "speech/silero-vad@production", "--out", "pulled"]);
    expect((await stat(join(folder, "pulled", "model.onnx"))).size).toBe(bytes.length);
  });

  await test.step("the auditor finds one entry for each act, refusals included", async () => {
    const auditor = pageOf(names.auditor);
    await auditor.goto("/audit?outcome=denied");
    await expect(auditor.getByRole("region").getByText(names.scientist).first()).toBeVisible();
    const counts = await auditCounts(server.url, await auditorToken(auditor));
    expect(counts).toMatchObject({
      "promotion.requested@4": 4,
      "promotion.executed@1": 2,
      "promotion.rejected@1": 1,
      "promotion.withdrawn@2": 1,
      "version.sealed@1": 5,
      "team.created@1": 1,
      "person.added@1": 4,
      "alias.set@1": 1,
    });
  });

  await test.step("the log is exported and verified offline against the pinned key", async () => {
    await ok(names.auditor, ["audit", "export", "--out", "log.ndjson"]);
    await ok(names.auditor, ["audit", "verify", "log.ndjson"]);
    const stranger = await chancery(["audit", "verify", "log.ndjson"], as("nobody"));
    expect(stranger.code).toBe(1);
    const lines = (await readFile(join(folder, "log.ndjson"), "utf8")).split("\n");
    const at = lines.findIndex((line) => line.includes("chancery.promotion.executed.v1"));
    await writeFile(
      join(folder, "forged.ndjson"),
      lines.map((line, index) => (index === at ? line.replace("production", "staging") : line)).join("\n"),
    );
    const forged = await chancery(["audit", "verify", "forged.ndjson", "--json"], as(names.auditor));
    expect(forged.code).toBe(1);
    expect(forged.stdout).toContain("root_mismatch");
  });

  await test.step("an entry edited with plain SQL is found by fsck, which names it", async () => {
    await ok(names.auditor, ["audit", "fsck"]);
    await forgeEntry(server, 5);
    const broken = await chancery(["audit", "fsck", "--json"], as(names.auditor));
    expect(broken.code).not.toBe(0);
    expect((JSON.parse(broken.stdout) as { firstBad: { index: number } }).firstBad.index).toBe(5);
  });
});

const row = (page: Page, metric: string) =>
  page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: new RegExp(`^${metric}`) }) });

/** `whatChanged` where the version was rejected before. */
async function askFor(page: Page, version: number, reason: string, whatChanged?: string): Promise<void> {
  await page.goto(`/models/speech/silero-vad/v/${version}`);
  await page.getByRole("link", { name: "Ask for promotion" }).click();
  await page.getByLabel("Reason").fill(reason);
  if (whatChanged !== undefined) await page.getByLabel(/^What changed since P-/).fill(whatChanged);
  await page.getByRole("button", { name: "Ask for production" }).click();
  await expect(page).toHaveURL(/\/promotions\/\d+$/); // the form's own heading names the same stage
  await expect(page.getByRole("heading", { name: `speech/silero-vad v${version} → production` })).toBeVisible();
}

async function approve(page: Page, version: number, note: string): Promise<void> {
  await page.goto("/reviews");
  await page.getByRole("link", { name: new RegExp(`silero-vad v${version}`) }).click();
  await page.getByLabel(/^Your note/).fill(note);
  await page.getByRole("button", { name: `Approve v${version} for production` }).click();
  await expect(page.getByText("executed").first()).toBeVisible();
}

async function decide(page: Page, version: number, button: string, note: string): Promise<void> {
  await page.goto("/reviews");
  await page.getByRole("link", { name: new RegExp(`silero-vad v${version}`) }).click();
  await page.getByLabel(/^Your note/).fill(note);
  await page.getByRole("button", { name: button, exact: true }).click();
}

async function auditorToken(page: Page): Promise<string> {
  await page.goto("/settings/tokens");
  return newToken(page, "count");
}

/** Successful entries by kind, read through the export. */
async function auditCounts(url: string, token: string): Promise<Record<string, number>> {
  const answer = await fetch(`${url}/api/v1/audit/export`, { headers: { Authorization: `Bearer ${token}` } });
  const counts: Record<string, number> = {};
  for (const line of (await answer.text()).trim().split("\n")) {
    const { type, data } = JSON.parse(line) as { type: string; data: { outcome?: string } };
    const kind = type.replace(/^chancery\./, "").replace(/\.v(\d+)$/, "@$1");
    if (data.outcome === "success") counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}
