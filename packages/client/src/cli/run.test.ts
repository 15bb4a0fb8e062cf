import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openTerminal } from "../testing/terminal.ts";
import { answer, serve } from "../testing/serve.ts";

type ErrorDocument = {
  readonly error: { readonly code: string; readonly reasons: readonly { readonly code: string }[] };
};

const approved = { number: 7, versionNumber: 4, stage: "production", approvers: ["Rita"], isYours: false };

describe("the command line", () => {
  it("teaches: every command has help and stands in the guide, and the first page names exit codes", async () => {
    const { chancery } = openTerminal();
    const help = await chancery("--help");
    expect(help).toMatchObject({ code: 0, stderr: "" });
    expect(help.stdout).toContain("64 wrong usage");
    const commands = [...help.stdout.matchAll(/^ {2}([a-z][a-z-]*) .*/gm)]
      .map(([, name]) => name!)
      .filter((name) => name !== "help");
    expect(commands.length).toBeGreaterThan(18);
    const guide = readFileSync(new URL("../../../../docs/guides/cli.md", import.meta.url), "utf8");
    expect(commands.filter((name) => !new RegExp(`\\b${name}\\b`).test(guide))).toEqual([]);
    for (const name of commands) {
      const { code, stdout } = await chancery(name, "--help");
      expect(code).toBe(0);
      expect(stdout).toContain("--json");
    }
  });

  it("fits its help on 80 columns, of every command and of those within them", async () => {
    const { chancery } = openTerminal();
    const tooWide: string[] = [];
    const read = async (...names: string[]): Promise<void> => {
      const { stdout } = await chancery(...names, "--help");
      tooWide.push(...stdout.split("\n").filter((line) => line.length > 80));
      const [, list = ""] = stdout.split("\nCommands:\n");
      for (const [, name] of list.matchAll(/^ {2}([a-z][a-z-]*)/gm)) if (name !== "help") await read(...names, name!);
    };
    await read();
    expect(tooWide).toEqual([]);
  });

  it.each([
    ["nothing", []],
    ["an unknown command", ["pusch"]],
    ["an unknown option", ["ls", "--all"]],
    ["a missing argument", ["resolve"]],
    ["a missing option", ["promote", "speech/vad:1", "--to", "production"]],
    ["a bare model for a version", ["resolve", "speech/vad"]],
    ["what is no name of a stage", ["promote", "speech/vad:1", "--to", "pro d", "--reason", "x"]],
    ["an empty note", ["approve", "P-1", "--note", " "]],
    ["a bad metric", ["push", "x", "--to", "speech/vad", "--metric", "auc"]],
    ["paths beside a descriptor", ["push", "x", "--external", "y", "--to", "speech/vad"]],
    ["nothing to push", ["push", "--to", "speech/vad"]],
    ["--limit out of range", ["ls", "--limit", "1000000000"]],
    ["--pin with --frozen", ["pull", "speech/vad:1", "--pin", "--frozen"]],
  ])("answers %s with 64 and writes nothing to stdout", async (_name, args) => {
    const { code, stdout, stderr } = await openTerminal({
      env: { CHANCERY_URL: "http://127.0.0.1:9", CHANCERY_TOKEN: "x" },
    }).chancery(...args);
    expect({ code, stdout }).toEqual({ code: 64, stdout: "" });
    expect(stderr).not.toBe("");
  });

  it("has exactly one JSON document on stdout with --json, for errors too", async () => {
    const { json } = openTerminal();
    expect(await json<ErrorDocument>("resolve", "speech/vad")).toMatchObject({
      code: 64,
      document: { error: { code: "USAGE", reasons: [{ code: "reference_bare" }] } },
    });
    expect(await json<ErrorDocument>("pusch")).toMatchObject({ code: 64, document: { error: { code: "USAGE" } } });
    expect(await json<ErrorDocument>("ls")).toMatchObject({
      code: 4,
      document: { error: { code: "UNAUTHENTICATED" } },
    });
  });

  it("refuses a card or descriptor that is not UTF-8, with the file and the byte, before it asks anybody", async () => {
    const { chancery, cwd } = openTerminal({ env: { CHANCERY_URL: "http://127.0.0.1:9", CHANCERY_TOKEN: "x" } });
    writeFileSync(join(cwd, "latin.md"), Buffer.from("# Caf\u00e9\n", "latin1"));
    writeFileSync(join(cwd, "model.bin"), "weights");
    for (const args of [
      ["push", "model.bin", "--to", "speech/vad", "--card", "latin.md"],
      ["push", "--external", "latin.md", "--to", "speech/vad"],
    ]) {
      const { code, stderr } = await chancery(...args);
      expect(code).not.toBe(0);
      expect(stderr).toContain(`${join(cwd, "latin.md")} is not UTF-8 text: byte 5 is 0xe9`);
    }
  });

  it("asks for a sign-in with 4 and says how", async () => {
    const { code, stderr } = await openTerminal().chancery("inbox");
    expect(code).toBe(4);
    expect(stderr).toContain("chancery login");
  });

  it("does not colour where NO_COLOR is set or nobody sits", async () => {
    const asked = ["resolve", "speech/vad"];
    expect((await openTerminal({ isTTY: true }).chancery(...asked)).stderr).toContain("\u001b[31m");
    expect((await openTerminal({ isTTY: true, env: { NO_COLOR: "1" } }).chancery(...asked)).stderr).not.toContain(
      "\u001b",
    );
    expect((await openTerminal().chancery(...asked)).stderr).not.toContain("\u001b");
  });

  it("says what revoking ends before it revokes, and revokes nothing where nobody was asked", async () => {
    const sent: string[] = [];
    const ends = { stages: ["production"], emptied: ["production"], aliases: ["champion"], promotions: [] };
    const data: Readonly<Record<string, object>> = {
      "versions.get": { id: "v3", number: 3 },
      "promotions.atStakeOfVersion": { promotions: [approved] },
    };
    const url = await serve((request, response) => {
      const [, procedure = ""] = /trpc\/([^?]*)/.exec(request.url ?? "") ?? [];
      sent.push(procedure);
      answer(response, 200, { result: { data: data[procedure] ?? ends } });
    });
    const { chancery } = openTerminal({ env: { CHANCERY_URL: url, CHANCERY_TOKEN: "t" } });
    const revoke = (...more: readonly string[]) => chancery("revoke", "speech/vad:3", "--reason", "Leaks.", ...more);
    const asked = await revoke();
    expect(asked).toMatchObject({ code: 64, stdout: "" });
    expect(asked.stderr).toContain("production is left empty");
    const { stdout } = await revoke("--dry-run");
    expect(stdout).toContain("@champion points at nothing");
    expect(stdout).toContain("Revoking it voids the approval given on P-7, v4 to production, by Rita.");
    expect(sent).not.toContain("versions.revoke");
    expect(await revoke("--yes")).toMatchObject({ code: 0, stdout: "Revoked version 3.\n" });
    expect(sent.slice(-3)).toEqual(["versions.revocation", "promotions.atStakeOfVersion", "versions.revoke"]);
  });

  it("says what discarding a draft deletes, and discards nothing where nobody was asked", async () => {
    const sent: string[] = [];
    const url = await serve((request, response) => {
      const [, procedure = ""] = /trpc\/([^?]*)/.exec(request.url ?? "") ?? [];
      sent.push(procedure);
      answer(response, 200, { result: { data: { id: "v4", number: 4, fileCount: 2 } } });
    });
    const { chancery } = openTerminal({ env: { CHANCERY_URL: url, CHANCERY_TOKEN: "t" } });
    const asked = await chancery("draft", "rm", "speech/vad:4");
    expect(asked).toMatchObject({ code: 64, stdout: "" });
    expect(asked.stderr).toContain("Discarding version 4 of speech/vad, a draft with 2 files.");
    expect(sent).toEqual(["versions.get"]);
    const done = await chancery("draft", "rm", "speech/vad:4", "--yes");
    expect(done).toMatchObject({ code: 0, stdout: "Discarded version 4.\n" });
    expect(sent.slice(1)).toEqual(["versions.get", "versions.discard"]);
  });

  const dataset = "01890a5d-ac96-774b-bcce-b302099a8057";
  const assessment = ["--tier", "high", "--exposure", "callers", "--purpose", "search", "--rationale", "Held by it."];
  it.each([
    ["the tier", "atStakeOfModel", "models.assessTier", ["tier", "assess", "speech/vad", ...assessment]],
    ["a metric's direction", "atStakeOfModel", "models.setMetric", ["metric", "set", "speech/vad", "auc", "higher"]],
    [
      "its status",
      "atStakeOfDataset",
      "datasets.withdraw",
      ["dataset", "withdraw", dataset, "--reason", "No consent."],
    ],
  ])("says before it changes %s whose approvals that voids", async (what, asked, act, args) => {
    const sent: string[] = [];
    const url = await serve((request, response) => {
      const [, procedure = ""] = /trpc\/([^?]*)/.exec(request.url ?? "") ?? [];
      sent.push(procedure);
      const data = procedure === `promotions.${asked}` ? { promotions: [approved] } : { id: dataset, revision: 1 };
      answer(response, 200, { result: { data } });
    });
    const { stderr } = await openTerminal({ env: { CHANCERY_URL: url, CHANCERY_TOKEN: "t" } }).chancery(...args);
    expect(stderr).toContain(`Changing ${what} voids the approval given on P-7, v4 to production, by Rita.`);
    expect(sent.slice(-2)).toEqual([`promotions.${asked}`, act]);
  });

  it("says where what it was answered is not what the database says", async () => {
    const resolution = { versionId: "v", number: 2, manifestDigest: "d", resolvedAt: "2026-03-01T09:00:00.000Z" };
    const url = await serve((request, response) =>
      answer(response, 200, {
        ...{ ...resolution, team: "speech", name: "vad", state: "sealed" },
        ...(request.url?.includes("production") ? { recordContradicted: true } : {}),
      }),
    );
    const { chancery } = openTerminal({ env: { CHANCERY_URL: url, CHANCERY_TOKEN: "t" } });
    expect((await chancery("resolve", "speech/vad@production")).stderr).toContain("Tell an admin");
    expect((await chancery("resolve", "speech/vad:2")).stderr).toBe("");
  });

  it("shows a server's words without letting them drive the terminal", async () => {
    const url = await serve((_request, response) =>
      answer(response, 403, { code: "FORBIDDEN", message: "no\u001b[2J", reasons: [], requestId: "r" }),
    );
    const { stderr } = await openTerminal({ env: { CHANCERY_URL: url, CHANCERY_TOKEN: "t" } }).chancery("ls");
    expect(stderr).toContain("no‹U+001B›[2J");
  });

  it("writes what cannot be seen in any answer as what it is, whatever part of the answer it stands in", async () => {
    const hidden = { card: { body: "fit for a\u200bll\u001b[1A\u001b[2K", revision: 1, author: null, at: null } };
    const model = { team: "speech", name: "vad", stages: [], owners: [], aliases: [], openPromotions: [], tags: {} };
    const rest = { description: "a\rb\u202ec", newestSealed: null, candidate: null, policy: { label: "none" } };
    const url = await serve((_request, response) =>
      answer(response, 200, { result: { data: { ...model, ...rest, ...hidden } } }),
    );
    const { chancery } = openTerminal({ env: { CHANCERY_URL: url, CHANCERY_TOKEN: "t" } });
    const { stdout } = await chancery("show", "speech/vad");
    expect(stdout).toContain("fit for a‹U+200B›ll‹U+001B›[1A‹U+001B›[2K");
    expect(stdout).toContain("a‹U+000D›b‹U+202E›c");
  });
});

const info = (verifierKey: string) => ({
  name: "chancery",
  version: "0.1.0",
  oldestClient: "0.1.0",
  origin: "registry.test/audit",
  verifierKey,
  isClaimed: true,
});
const me = {
  id: "a",
  kind: "person",
  name: "Ada",
  email: null,
  defaultTeam: null,
  via: "token",
  scopes: ["*"],
  grants: [],
  isAdmin: false,
  canReadAudit: false,
  waitingReviews: 0,
  passwordReset: null,
  waitingAppointments: 0,
  unconfirmable: [],
  frozen: null,
};

describe("login", () => {
  const registry = (key: { now: string }, tokens: unknown[] = []) =>
    serve((request, response) => {
      if (request.url?.includes("meta.info")) return answer(response, 200, { result: { data: info(key.now) } });
      tokens.push(request.headers.authorization);
      answer(response, 200, { result: { data: me } });
    });

  it("keeps server, token and the log's key in a file only its owner reads", async () => {
    const url = await registry({ now: "registry.test/audit+key1" });
    const { home, json } = openTerminal();
    const { code, document } = await json("login", `${url}/`, "--token", "chyp_secret");
    expect({ code, document }).toMatchObject({
      code: 0,
      document: { url, verifierKey: "registry.test/audit+key1", me: { name: "Ada" } },
    });
    expect(JSON.stringify(document)).not.toContain("chyp_secret");
    expect(statSync(join(home, "chancery/config.json")).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, "chancery")).mode & 0o777).toBe(0o700);
  });

  it("takes the token from CHANCERY_TOKEN, or from stdin for --token -", async () => {
    const tokens: unknown[] = [];
    const url = await registry({ now: "k" }, tokens);
    await openTerminal({ env: { CHANCERY_TOKEN: "from-env" } }).chancery("login", url);
    await openTerminal({ input: "from-stdin\n" }).chancery("login", url, "--token", "-");
    expect(tokens).toEqual(["Bearer from-env", "Bearer from-stdin"]);
    expect((await openTerminal().chancery("login", url)).code).toBe(64);
  });

  it("fails loudly when the log's key is another one later, until that is meant", async () => {
    const key = { now: "registry.test/audit+key1" };
    const url = await registry(key);
    const { chancery, json } = openTerminal();
    await chancery("login", url, "--token", "t");
    key.now = "registry.test/audit+key2";
    for (const args of [["login", url, "--token", "t"], ["whoami"], ["audit", "fsck"], ["audit", "export"]]) {
      const { code, stderr, stdout } = await chancery(...args);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toMatch(/HAS CHANGED[^]*key1[^]*key2[^]*--trust-new-key/);
    }
    const elsewhere = await registry({ now: "other" });
    expect((await chancery("login", elsewhere, "--token", "t")).code).toBe(0);
    expect((await chancery("login", url, "--token", "t")).code).toBe(1);
    expect((await json("login", url, "--token", "t", "--trust-new-key")).document).toMatchObject({
      verifierKey: key.now,
    });
  });

  it("keeps nothing of a token the server refuses", async () => {
    const url = await serve((request, response) =>
      request.url?.includes("meta.info")
        ? answer(response, 200, { result: { data: info("k") } })
        : answer(response, 401, { code: "UNAUTHENTICATED", message: "no", reasons: [], requestId: "r" }),
    );
    const { home, chancery } = openTerminal();
    expect((await chancery("login", url, "--token", "chyp_wrong")).code).toBe(4);
    expect(existsSync(join(home, "chancery/config.json"))).toBe(false);
  });

  it("never sends a kept token to another server", async () => {
    const tokens: unknown[] = [];
    const [url, other] = [await registry({ now: "k" }), await registry({ now: "k" }, tokens)];
    const first = openTerminal();
    await first.chancery("login", url, "--token", "chyp_secret");
    const moved = openTerminal({ env: { XDG_CONFIG_HOME: first.home, CHANCERY_URL: other } });
    expect((await moved.chancery("whoami")).code).toBe(4);
    expect(tokens).toEqual([]);
  });

  it("does not take a damaged settings file for none: the pin would be lost", async () => {
    const url = await registry({ now: "k" });
    const { home, chancery } = openTerminal();
    await chancery("login", url, "--token", "t");
    writeFileSync(join(home, "chancery/config.json"), "{");
    expect((await chancery("login", url, "--token", "t")).code).toBe(1);
  });

  it("forgets the token on logout, and keeps the pin", async () => {
    const key = { now: "key1" };
    const url = await registry(key);
    const { chancery } = openTerminal();
    await chancery("login", url, "--token", "t");
    await chancery("logout");
    expect((await chancery("ls")).code).toBe(4);
    key.now = "key2";
    expect((await chancery("login", url, "--token", "t")).code).toBe(1);
  });
});
