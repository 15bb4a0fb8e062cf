// The command line against a real registry, as the people of a registry use it.
import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Actor, PromotionSummary, VersionView } from "@chancery/core";
import { expect, it } from "vitest";
import { eachRegistry, type Registry } from "../testing/registry.ts";
import { openTerminal, type Terminal } from "../testing/terminal.ts";

const MB = 1024 * 1024;
const sha256 = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest("hex");

async function openOffice(open: () => Promise<Registry>) {
  const registry = await open();
  const sitting = async (actor: Actor): Promise<Terminal> => {
    const terminal = openTerminal();
    const { code, stderr } = await terminal.chancery("login", registry.url, "--token", await registry.tokenOf(actor));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return terminal;
  };
  const ada = await sitting(await registry.person("Ada", { role: "maintainer", team: "speech" }));
  const rita = await sitting(await registry.person("Rita", { role: "reviewer" }));
  const file = (name: string, bytes: Buffer | string) => {
    mkdirSync(join(ada.cwd, name, ".."), { recursive: true });
    writeFileSync(join(ada.cwd, name), bytes);
    return name;
  };
  return { registry, ada, rita, sitting, file };
}

eachRegistry("the command line", (open) => {
  it("pushes with params, metrics, dataset, card, tags and the git commit it stands in", async () => {
    const { ada, file } = await openOffice(open);
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.test", ...args], { cwd: ada.cwd });
    file("train.py", "print(1)");
    git("init", "-q");
    git("add", ".");
    git("commit", "-q", "-m", "first");
    const model = file("model.onnx", randomBytes(1000));
    const card = file("CARD.md", "# Card\n");
    const digest = "c".repeat(64);
    const { code, document, stderr } = await ada.json(
      ...[
        "push",
        model,
        card,
        "--to",
        "speech/vad",
        "--param",
        "epochs=40",
        "--metric",
        "auc=0.93:higher",
        "--metric",
        "wer=0.1",
      ],
      ...["--trained-on", `calls@sha256:${digest}`, "--trained-on", `noise:2@sha256:${"e".repeat(64)}`],
      ...["--dataset", `holdout@sha256:${"d".repeat(64)}`],
      ...["--tag", "task=vad", "--card", card, "--label", "1.0.0"],
    );
    expect({ code, document }).toMatchObject({
      code: 0,
      document: { model: "speech/vad", number: 1, state: "sealed", isResumed: false },
    });
    expect(stderr).toContain("recorded as validation on holdout");
    expect(stderr).not.toContain("auc:");
    const shown = await ada.json<VersionView>("show", "speech/vad:1");
    expect(shown.document).toMatchObject({
      params: { epochs: "40" },
      tags: { task: "vad" },
      label: "1.0.0",
      card: { body: "# Card\n" },
    });
    expect(shown.document.evaluations).toMatchObject([
      {
        phase: "validation",
        dataset: { name: "holdout", sha256: "d".repeat(64) },
        codeCommit: git("rev-parse", "HEAD").toString().trim(),
      },
    ]);
    expect(shown.document.lineage).toMatchObject([
      { kind: "evaluated_on", dataset: { name: "holdout" } },
      { kind: "trained_on", dataset: { name: "calls" } },
      { kind: "trained_on", dataset: { name: "noise", version: "2" } },
      { kind: "built_from", facts: { isDirty: false } },
    ]);
    expect((await ada.chancery("show", "speech/vad:1")).stdout).toMatch(/version +speech\/vad:1 \(1\.0\.0\)/);
    expect((await ada.chancery("ls")).stdout).toContain("speech/vad");
    expect((await ada.json("ls", "speech/vad")).document).toMatchObject({
      items: [{ number: 1, state: "sealed" }],
      next: null,
    });
  });

  it("says how to go on when a push is stopped, and goes on when it is made again", async () => {
    const { ada, file, registry } = await openOffice(open);
    const weights = file("weights.bin", randomBytes(30 * MB));
    const args = ["push", weights, "--to", "speech/vad", "--no-git"];
    const stopped = ada.chancery(...args);
    while (registry.wire.sentBytes() < 12 * MB) await new Promise((resolve) => setTimeout(resolve, 5));
    ada.stop();
    const { code, stdout, stderr } = await stopped;
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("run the same command again");
    const again = await ada.json<{ wireBytes: number }>(...args);
    expect(again).toMatchObject({ code: 0, document: { number: 1, isResumed: true } });
    expect(again.document.wireBytes).toBeLessThan(30 * MB);
  });

  it("resolves, pins and pulls, and pulls what is pinned later", async () => {
    const { ada, file } = await openOffice(open);
    const [one, two] = [randomBytes(50_000), randomBytes(50_000)];
    await ada.chancery("push", file("w.bin", one), "--to", "speech/vad");
    await ada.chancery("alias", "set", "speech/vad", "champion", ":1");
    const resolved = await ada.json("resolve", "speech/vad@champion", "--pin");
    expect(resolved.document).toMatchObject({ number: 1, team: "speech", name: "vad", state: "sealed" });
    await ada.chancery("push", file("w.bin", two), "--to", "speech/vad");
    await ada.chancery("alias", "set", "speech/vad", "champion", "speech/vad:2");
    expect((await ada.json("resolve", "speech/vad@champion")).document).toMatchObject({ number: 2 });
    const frozen = await ada.json("pull", "speech/vad@champion", "--frozen", "--out", "old");
    expect(frozen).toMatchObject({ code: 0, document: { number: 1, files: [{ path: "w.bin", isKept: false }] } });
    expect(sha256(readFileSync(join(ada.cwd, "old/w.bin")))).toBe(sha256(one));
    const pulled = await ada.chancery("pull", "speech/vad@champion");
    expect(pulled.stdout).toContain("all verified");
    expect(sha256(readFileSync(join(ada.cwd, "vad-2/w.bin")))).toBe(sha256(two));
    expect((await ada.chancery("pull", "speech/vad:1", "--out", "vad-2")).code).toBe(1);
    expect((await ada.chancery("pull", "speech/vad:1", "--out", "vad-2", "--force")).code).toBe(0);
    await ada.chancery("alias", "rm", "speech/vad", "champion");
    expect((await ada.json("resolve", "speech/vad@champion")).document).toMatchObject({ error: { code: "NOT_FOUND" } });
  });

  it("asks, shows what changes, and lets nobody approve their own", async () => {
    const { ada, rita, file } = await openOffice(open);
    const promote = (number: number) =>
      ada.json<PromotionSummary>(
        "promote",
        `speech/vad:${number}`,
        "--to",
        "production",
        "--reason",
        "better on far field",
      );
    await ada.chancery(
      "push",
      file("w.bin", "one"),
      "--to",
      "speech/vad",
      "--metric",
      "auc=0.91:higher",
      "--param",
      "lr=0.1",
    );
    await ada.chancery(
      "push",
      file("w.bin", "two"),
      "--to",
      "speech/vad",
      "--metric",
      "auc=0.93:higher",
      "--param",
      "lr=0.2",
    );
    expect(await promote(1)).toMatchObject({ code: 6, document: { number: 1, state: "open" } });
    const own = await ada.json("approve", "P-1", "--note", "mine");
    expect(own.code).toBeGreaterThan(0);
    expect(JSON.stringify(own.document)).toMatch(/voter_is_requester|role_missing/);
    expect((await rita.chancery("inbox")).stdout).toContain("P-1");
    const approved = await rita.json("approve", "P-1", "--note", "holds");
    expect(approved).toMatchObject({ code: 0, document: { state: "executed" } });
    expect(approved.stderr).toContain("nothing: production is empty");
    await promote(2);
    const second = await rita.chancery("approve", "2", "--note", "better");
    expect(second.stderr).toMatch(/instead of +v1/);
    expect(second.stderr).toMatch(/auc .*0\.93 .*0\.91 .*0\.02 .*better/);
    expect(second.stderr).toMatch(/param +lr +0\.2 +0\.1/);
    expect(second.stdout).toContain("speech/vad:2 is now in production");
    expect((await ada.json("resolve", "speech/vad@production")).document).toMatchObject({ number: 2 });
    expect((await ada.json("inbox", "--tab", "decided")).document).toMatchObject({
      items: [{ number: 2 }, { number: 1 }],
    });
  });

  it("rejects, asks for changes and withdraws, and blocks the uploader by policy with 5", async () => {
    const { registry, ada, sitting, rita, file } = await openOffice(open);
    const both = await registry.person("Max", { role: "maintainer", team: "speech" });
    await registry.grant(both, { role: "reviewer" });
    const max = await sitting(both);
    const omar = await sitting(await registry.person("Omar", { role: "reviewer" }));
    expect(await max.chancery("push", join(ada.cwd, file("w.bin", "one")), "--to", "speech/vad")).toMatchObject({
      code: 0,
    });
    const ask = (...answer: readonly string[]) =>
      max.json<PromotionSummary>(
        "promote",
        "speech/vad:1",
        "--to",
        "staging",
        "--reason",
        "try it beside the incumbent",
        ...answer,
      );
    expect((await ask()).document.missing.map(({ code }) => code)).toEqual(["no_evaluation", "no_card", "no_tier"]);
    expect(await max.json("approve", "P-1", "--note", "mine")).toMatchObject({
      code: 5,
      document: { error: { code: "POLICY_UNMET" } },
    });
    expect(await rita.json("request-changes", "P-1", "--note", "no card")).toMatchObject({
      code: 0,
      document: { state: "open" },
    });
    expect(await max.json("withdraw", "P-1", "--note", "later")).toMatchObject({
      code: 0,
      document: { state: "withdrawn" },
    });
    expect(await ask()).toMatchObject({ code: 5, document: { error: { reasons: [{ code: "answer_missing" }] } } });
    const again = await max.chancery("promote", "speech/vad:1", "--to", "staging", "--reason", "try it once more");
    expect(again.stderr).toContain("--answers P-1 --changed");
    expect(await ask("--answers", "P-1", "--changed", "its card is written now")).toMatchObject({
      document: { number: 2, answers: 1 },
    });
    expect((await rita.chancery("show", "P-2")).stdout).toMatch(/earlier +P-1: v1 to staging is withdrawn/);
    const reason = "the card is written now";
    expect(await rita.json("dismiss", "P-2", "--reason", reason)).toMatchObject({
      code: 5,
      document: { error: { reasons: [{ code: "objection_is_yours" }] } },
    });
    expect(await omar.json("dismiss", "P-2", "--reason", reason)).toMatchObject({
      code: 0,
      document: { state: "open", waitsFor: "an approval by a reviewer who dismissed no objection" },
    });
    const { stdout: shown } = await omar.chancery("show", "P-2");
    expect(shown).toMatch(
      /request-changes by Rita.*\(reviewer of the organisation; on P-1\): no card\n.*dismissed by Omar.*: the card is written now/,
    );
    expect((await rita.chancery("inbox")).stderr).toContain("Your objection to P-2 was dismissed by Omar: the card is");
    expect(await rita.json("reject", "P-2", "--note", "no card still")).toMatchObject({
      code: 0,
      document: { state: "rejected" },
    });
    expect(
      await max.json(
        ...["promote", "speech/vad:1", "--to", "development", "--reason", "no vote is needed for this"],
        ...["--answers", "P-2", "--changed", "nothing: it is for one desk only"],
      ),
    ).toMatchObject({ code: 0, document: { state: "executed" } });
    expect((await rita.chancery("show", "P-2")).stdout).toContain("no card still");
  });

  it("reaches teams, visibility, tiers, datasets, drafts and external versions", async () => {
    const { registry, ada, rita, sitting, file } = await openOffice(open);
    const grace = await sitting(await registry.person("Grace", { role: "admin" }));
    expect(await grace.json("team", "create", "vision", "--name", "Vision")).toMatchObject({
      code: 0,
      document: { slug: "vision" },
    });
    expect((await ada.chancery("team", "ls")).stdout).toContain("vision");
    expect(
      (await ada.json("model", "create", "speech/asr", "--visibility", "team", "--description", "calls")).code,
    ).toBe(0);
    expect(await ada.json("model", "set", "speech/asr", "--visibility", "organisation", "--tag", "a=1")).toMatchObject({
      code: 0,
    });
    expect(await rita.json("model", "show", "speech/asr")).toMatchObject({
      document: { visibility: "organisation", description: "calls", tags: { a: "1" } },
    });
    const assess = (tier: string) =>
      ada.json(
        "tier",
        "assess",
        "speech/asr",
        "--tier",
        tier,
        "--exposure",
        "callers",
        "--purpose",
        "search",
        "--rationale",
        "Nothing rests on it alone.",
      );
    expect(await assess("high")).toMatchObject({ code: 0, document: { tier: "high" } });
    expect(await assess("minimal")).toMatchObject({ code: 6, document: { from: null } });
    expect(await rita.json("tier", "confirm", "speech/asr")).toMatchObject({
      code: 0,
      document: { tier: "minimal", confirmedBy: "Rita" },
    });
    const data = file("calls.tar", "data");
    expect(
      await ada.json("dataset", "register", "calls", "--team", "speech", "--dataset-version", "1", "--file", data),
    ).toMatchObject({ document: { sha256: sha256("data") } });
    await ada.chancery(
      "push",
      file("w.bin", "one"),
      "--to",
      "speech/asr",
      "--trained-on",
      `calls@sha256:${sha256("data")}`,
    );
    expect((await rita.chancery("dataset", "show", "calls")).stdout).toMatch(/speech\/asr:1 +trained_on/);
    expect(await ada.json("dataset", "withdraw", "calls", "--reason", "consent was withdrawn")).toMatchObject({
      document: { status: "withdrawn" },
    });
    expect((await ada.chancery("dataset", "ls")).stdout).toContain("withdrawn");
    const draft = await ada.json("push", file("x.bin", "x"), "--to", "speech/asr", "--draft");
    expect(draft.document).toMatchObject({ number: 2, state: "draft", manifestDigest: null });
    expect(await ada.json("seal", "speech/asr:2")).toMatchObject({ code: 0, document: { number: 2 } });
    const vendor = file(
      "vendor.json",
      JSON.stringify({ supplier: "Acme", product: "Ears", version: "3", endpoint: "https://ears.test" }),
    );
    expect(await ada.json("push", "--external", vendor, "--to", "speech/vendor")).toMatchObject({
      code: 0,
      document: { number: 1, files: [] },
    });
    expect((await ada.chancery("show", "speech/vendor:1")).stdout).toContain("Supplier: Acme");
    expect((await ada.chancery("pull", "speech/vendor:1")).code).toBe(1);
    expect((await ada.json("whoami")).document).toMatchObject({ me: { name: "Ada" } });
  });

  it("records what a reviewer measured to validate a version, and nothing of how it was made", async () => {
    const { ada, rita, file } = await openOffice(open);
    const holdout = `holdout@sha256:${"d".repeat(64)}`;
    const pushed = ["push", file("a.onnx", "a"), "--to", "speech/vad", "--no-git", "--dataset", holdout];
    await ada.json(...pushed, "--metric", "wer=0.1");
    const record = ["evaluation", "record", "speech/vad:1", "--metric", "wer=0.12", "--dataset", holdout];
    const noisy = await rita.json(...record, "--slice", "noisy");
    expect(noisy).toMatchObject({
      code: 0,
      document: { phase: "validation", evaluator: "Rita", slice: "noisy", metrics: [{ name: "wer", value: "0.12" }] },
    });
    const training = await rita.chancery(...record, "--phase", "training");
    expect(training.code).not.toBe(0);
    expect(training.stderr).toContain("you need the contributor or maintainer role to record evaluations and lineage");
    const nothing = await rita.chancery("evaluation", "record", "speech/vad:1");
    expect(nothing).toMatchObject({ code: 64, stderr: expect.stringContaining("nothing to record") as unknown });
    const { stdout } = await ada.chancery("evaluation", "ls", "speech/vad:1");
    expect(stdout.match(/validation/g)).toHaveLength(2);
  });

  it("chooses the metric that lists show of a model, and leaves it to what was measured first", async () => {
    const { registry, ada, rita, sitting, file } = await openOffice(open);
    const max = await sitting(await registry.person("Max", { role: "maintainer", team: "speech" }));
    const measured = ["--metric", "wer=0.15:lower", "--metric", "ser=0.4:lower", "--phase", "validation"];
    expect(await ada.chancery("push", file("w.bin", "one"), "--to", "speech/vad", ...measured)).toMatchObject({
      code: 0,
    });
    const shown = async () => (await ada.chancery("show", "speech/vad")).stdout;
    expect(await shown()).toMatch(/main metric +wer 0\.15 of v1/);
    expect(await max.chancery("metric", "main", "speech/vad", "ser")).toMatchObject({
      code: 0,
      stdout: "lists now show ser for speech/vad\n",
    });
    expect(await shown()).toMatch(/main metric +ser 0\.4 of v1/);
    expect(
      await max.json("metric", "main", "speech/vad", "wer", "--dataset", "calls", "--slice", "far", "--phase", "test"),
    ).toMatchObject({ code: 64 });
    expect(await max.json("metric", "main", "speech/vad", "wer", "--dataset", "calls", "--slice", "far")).toMatchObject(
      {
        document: { metric: { name: "wer", phase: "validation", dataset: "calls", slice: "far" } },
      },
    );
    expect(await shown()).toMatch(/main metric +v1 is not validated/);
    expect(await max.chancery("metric", "main", "speech/vad")).toMatchObject({
      stdout: "lists now show the first metric that was measured for speech/vad\n",
    });
    expect(await shown()).toMatch(/main metric +wer 0\.15 of v1/);
    expect(await rita.json("metric", "main", "speech/vad", "ser")).toMatchObject({
      document: { error: { code: "FORBIDDEN" } },
    });
  });

  it("works where nothing can be kept: login warns, and the environment carries what it needs", async () => {
    const { registry } = await openOffice(open);
    const bea = await registry.person("Bea", { role: "contributor", team: "speech" });
    const token = await registry.tokenOf(bea);
    const env = { CHANCERY_URL: registry.url, CHANCERY_TOKEN: token, XDG_CONFIG_HOME: "/dev/null" };
    const terminal = openTerminal({ env });
    const login = await terminal.chancery("login");
    expect(login).toMatchObject({
      code: 0,
      stderr: expect.stringContaining("Nothing was saved: set CHANCERY_URL") as string,
    });
    writeFileSync(join(terminal.cwd, "w.bin"), "weights");
    const pushed = await terminal.chancery("push", "w.bin", "--to", "speech/vad");
    expect(pushed).toMatchObject({ code: 0, stderr: expect.stringContaining("cannot be remembered") as string });
    expect(pushed.stderr.match(/cannot be remembered/g)).toHaveLength(1);
    expect((await terminal.chancery("pull", "speech/vad:1")).code).toBe(0);
  });
});
