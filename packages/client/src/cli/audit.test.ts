// The auditor's commands against a real log; verifying asks no server.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLogSigner, makeCheckpoint } from "@chancery/services";
import { meddle } from "@chancery/services/testing";
import { expect, it } from "vitest";
import { push } from "../node/index.ts";
import { eachRegistry, type Registry } from "../testing/registry.ts";
import { openTerminal } from "../testing/terminal.ts";

async function openAudit(open: () => Promise<Registry>) {
  const registry = await open();
  const ada = await registry.person("Ada", { role: "contributor", team: "speech" });
  const iris = await registry.person("Iris", { role: "auditor" });
  const client = await registry.clientOf(ada);
  await client.api.models.create.mutate({ team: "speech", name: "vad" });
  const terminal = openTerminal();
  await terminal.chancery("login", registry.url, "--token", await registry.tokenOf(iris));
  const file = (name: string) => join(terminal.cwd, name);
  return { registry, client, ...terminal, file };
}

eachRegistry("audit", (open) => {
  it("exports, and verifies offline against the pinned key", async () => {
    const { registry, chancery, json, file } = await openAudit(open);
    const exported = await json<{ lines: number }>("audit", "export", "--out", file("log.ndjson"));
    expect(exported.code).toBe(0);
    expect(exported.document.lines).toBe(readFileSync(file("log.ndjson"), "utf8").split("\n").length - 1);
    await registry.wire.close();
    const verified = await json("audit", "verify", file("log.ndjson"));
    expect(verified).toMatchObject({
      code: 0,
      document: { ok: true, isComplete: true, verifierKey: registry.house.signer.verifierKey },
    });
    expect((await chancery("audit", "verify", file("log.ndjson"))).stdout).toMatch(
      /all \d+ entries, none missing, none changed/,
    );
  });

  it("does not verify without a pinned or given key, and says why", async () => {
    const { registry, chancery, file } = await openAudit(open);
    await chancery("audit", "export", "--out", file("log.ndjson"));
    const stranger = openTerminal();
    const refused = await stranger.chancery("audit", "verify", file("log.ndjson"));
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toContain("a key inside the export would prove nothing");
    expect(
      (await stranger.chancery("audit", "verify", file("log.ndjson"), "--key", registry.house.signer.verifierKey)).code,
    ).toBe(0);
    const later = createLogSigner({ origin: registry.house.signer.origin, seed: new Uint8Array(32) }).verifierKey;
    const unsigned = await stranger.chancery("audit", "verify", file("log.ndjson"), "--key", later);
    expect(unsigned).toMatchObject({ code: 1, stdout: expect.stringMatching(/did not sign.*--key OLDKEY/) as string });
    expect((await stranger.chancery("audit", "verify", file("log.ndjson"), "--key", "other+00000000+AAAA")).code).toBe(
      1,
    );
  });

  it.each([
    ["a changed entry", (lines: string[]) => lines.with(1, lines[1]!.replace("success", "denied")), 1],
    ["a missing entry", (lines: string[]) => lines.toSpliced(1, 1), 1],
    ["a cut end", (lines: string[]) => lines.slice(0, -1), null],
    ["something that is no text", (lines: string[]) => lines.with(1, "\udcff\u0000"), 1],
  ])("finds %s, exits 1, and names the first bad entry", async (_name, forge, firstBadIndex) => {
    const { chancery, json, file } = await openAudit(open);
    await chancery("audit", "export", "--out", file("log.ndjson"));
    const lines = readFileSync(file("log.ndjson"), "utf8").trimEnd().split("\n");
    writeFileSync(file("forged.ndjson"), `${forge(lines).join("\n")}\n`);
    const { code, document } = await json("audit", "verify", file("forged.ndjson"));
    expect({ code, document }).toMatchObject({ code: 1, document: { ok: false } });
    if (firstBadIndex !== null) expect([firstBadIndex, null]).toContain(document["firstBadIndex"]);
    expect((await chancery("audit", "verify", file("forged.ndjson"))).stdout).toContain("NOT VERIFIED");
  });

  it("holds an export against an older checkpoint", async () => {
    const { registry, client, chancery, json, file } = await openAudit(open);
    await makeCheckpoint(registry.house);
    expect((await chancery("audit", "checkpoint", "--out", file("older"))).code).toBe(0);
    await client.api.models.create.mutate({ team: "speech", name: "asr" });
    await chancery("audit", "export", "--out", file("log.ndjson"));
    const verified = await json<{ since: { size: number }; size: number }>(
      "audit",
      "verify",
      file("log.ndjson"),
      "--since",
      file("older"),
    );
    expect(verified.code).toBe(0);
    expect(verified.document.since.size).toBeLessThan(verified.document.size);
    writeFileSync(file("other"), readFileSync(file("older"), "utf8").replace(/^\d+$/m, "1"));
    expect((await chancery("audit", "verify", file("log.ndjson"), "--since", file("other"))).code).toBe(1);
  });

  it("shows that a filtered export holds all that was found, and finds a line that is missing", async () => {
    const { json, chancery, file } = await openAudit(open);
    await chancery("audit", "export", "--class", "data", "--kind", "model", "--out", file("part.ndjson"));
    expect(await json("audit", "verify", file("part.ndjson"))).toMatchObject({
      code: 0,
      document: { ok: true, isComplete: false, entries: 2, found: { filter: "kind=model&class=data", entries: 1 } },
    });
    expect((await chancery("audit", "verify", file("part.ndjson"))).stdout).toMatch(
      /the 1 entry that kind=model&class=data found before entry \d+, none missing, none changed/,
    );
    const lines = readFileSync(file("part.ndjson"), "utf8").split("\n");
    writeFileSync(file("short.ndjson"), lines.slice(2).join("\n"));
    const short = await chancery("audit", "verify", file("short.ndjson"));
    expect(short).toMatchObject({ code: 1 });
    expect(short.stdout).toContain("NOT VERIFIED: entries are missing");
  });

  it("says of a filtered export from before they carried their entry that lines may be missing", async () => {
    const { chancery, file } = await openAudit(open);
    await chancery("audit", "export", "--kind", "model", "--out", file("part.ndjson"));
    const lines = readFileSync(file("part.ndjson"), "utf8").trimEnd().split("\n");
    const ending = lines.at(-1)!.replace(/"entry":\d+,/, "");
    writeFileSync(file("old.ndjson"), `${[...lines.slice(0, 2), ending].join("\n")}\n`);
    const { code, stdout } = await chancery("audit", "verify", file("old.ndjson"));
    expect({ code, stdout }).toMatchObject({ code: 0 });
    expect(stdout).toContain("does not show that none is missing");
  });

  it("streams the export to stdout where no file is named", async () => {
    const { client, chancery, file } = await openAudit(open);
    const descriptor = { supplier: "Acme", product: "Ears", version: "3", endpoint: "https://ears.test" };
    const { versionId } = await push(client, { descriptor, model: "speech/vad" });
    await client.api.promotions.request.mutate({ versionId, stage: "development", reason: "a first look" });
    const { code, stdout } = await chancery("audit", "export", "--disclosures");
    expect(code).toBe(0);
    expect(stdout).toContain("chancery.disclosures.v1");
    writeFileSync(file("log.ndjson"), stdout);
    expect((await chancery("audit", "verify", file("log.ndjson"))).code).toBe(0);
    expect((await chancery("audit", "export", "--json")).code).toBe(64);
  });

  it("has the server check its log", async () => {
    const { json } = await openAudit(open);
    expect(await json("audit", "fsck")).toMatchObject({ code: 0, document: { isOk: true, firstBad: null } });
  });

  it.each([
    {
      what: "rows that contradict it",
      edit: "UPDATE token SET name = 'mine'",
      says: [
        /^The stored log is sound: \d+ entries\.$/m,
        /^Rows of the database contradict the log:$/m,
        /^Next: .*--repair/m,
      ],
      never: /damaged/,
    },
    {
      what: "an entry that was changed",
      edit: "UPDATE audit_entry SET actor_id = 'x' WHERE idx = 1",
      says: [/^The stored log is damaged\. The first bad entry is 1:$/m, /^Next: .*restore a backup/m],
      never: /--repair|sound/,
    },
  ])("says whether the log or the rows are at fault, and what to do next: $what", async ({ edit, says, never }) => {
    const { chancery, registry } = await openAudit(open);
    await meddle(registry.location, edit);
    const { code, stdout } = await chancery("audit", "fsck");
    expect(code).toBe(1);
    for (const said of says) expect(stdout).toMatch(said);
    expect(stdout).not.toMatch(never);
  });

  it("says how log and tables stand, and fails where the last check found something", async () => {
    const { chancery, json, registry } = await openAudit(open);
    await makeCheckpoint(registry.house);
    expect((await chancery("audit", "status")).stdout).toMatch(/last check +none yet/);
    await chancery("audit", "fsck");
    expect(await json("audit", "status")).toMatchObject({
      code: 0,
      document: { frozen: null, lastCheck: { isOk: true } },
    });
    const note = (await registry.house.checkNote.read())!;
    const reasons = [{ code: "row_differs", message: "the vote 7 does not match entry 3" }];
    await registry.house.checkNote.write({ ...note, isOk: false, reasons });
    const { code, stdout } = await chancery("audit", "status");
    expect(code).toBe(1);
    expect(stdout).toContain(reasons[0]!.message);
    expect(stdout).toMatch(/^Next: .*--repair/m);
  });

  it("is closed to others", async () => {
    const { registry } = await openAudit(open);
    const { chancery, json } = openTerminal();
    await chancery(
      "login",
      registry.url,
      "--token",
      await registry.tokenOf(await registry.person("Bob", { role: "viewer" })),
    );
    expect(await json("audit", "fsck")).toMatchObject({ code: 1, document: { error: { code: "FORBIDDEN" } } });
  });
});
