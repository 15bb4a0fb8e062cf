// Exports that were tampered with, as an auditor meets them: the command line refuses each, says why, and exits 1.
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { chancery } from "../support/cli.ts";
import { newToken } from "../support/http.ts";
import { openScene, type Scene } from "./scene.ts";

let scene: Scene;
const folder = mkdtempSync(join(tmpdir(), "chancery-exports-"));
const cli = (...args: readonly string[]) => chancery(args, { cwd: folder, home: folder });
const read = (name: string) => readFileSync(join(folder, name), "utf8");
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

test.beforeAll(async () => {
  scene = await openScene();
  const token = await newToken(scene.people.admin);
  const ok = async (...args: readonly string[]) => expect((await cli(...args)).code, args.join(" ")).toBe(0);
  await ok("login", scene.url, "--token", token);
  await ok("audit", "export", "--out", "older.ndjson");
  write("older-checkpoint", noteOf(read("older.ndjson")));
  await scene.people.admin.mutate("teams.create", { slug: "later", name: "Later" });
  await ok("audit", "export", "--out", "log.ndjson");
  await ok("audit", "checkpoint", "--out", "newer-checkpoint");
});
test.afterAll(async () => {
  rmSync(folder, { recursive: true });
  expect(await scene.close()).toBe(0);
});

const linesOf = (text: string) => text.trimEnd().split("\n");
type Last = { readonly data: { readonly note: string } };
const noteOf = (text: string) => (JSON.parse(linesOf(text).at(-1) ?? "") as Last).data.note;
/** With another note in its last line. */
const withNote = (text: string, note: string): string => {
  const lines = linesOf(text);
  const last = JSON.parse(lines.at(-1) ?? "") as Last;
  return [...lines.slice(0, -1), JSON.stringify({ ...last, data: { ...last.data, note } }), ""].join("\n");
};

/** The same checkpoint, signed by a key of our own: under its own id, or under the id of the log's key. */
function resigned(note: string, { isUnderOwnId }: { readonly isUnderOwnId: boolean }): string {
  const body = note.slice(0, note.lastIndexOf("\n\n") + 1);
  const [, origin = "", signature = ""] = note
    .slice(note.lastIndexOf("\n\n") + 2)
    .trimEnd()
    .split(" ");
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const raw = publicKey.export({ type: "spki", format: "der" }).subarray(-32);
  const ownId = createHash("sha256")
    .update(`${origin}\n`)
    .update(Buffer.from([1]))
    .update(raw)
    .digest()
    .subarray(0, 4);
  const id = isUnderOwnId ? ownId : Buffer.from(signature, "base64").subarray(0, 4);
  return `${body}\n— ${origin} ${Buffer.concat([id, sign(null, Buffer.from(body), privateKey)]).toString("base64")}\n`;
}

const without = (text: string, at: number) => `${linesOf(text).toSpliced(at, 1).join("\n")}\n`;
type Case = { readonly forge: (log: string) => string; readonly since?: string; readonly reason: string };
const cases: Readonly<Record<string, Case>> = {
  "signed by another key": {
    forge: (log) => withNote(log, resigned(noteOf(log), { isUnderOwnId: true })),
    reason: "note_not_signed",
  },
  "signed by another key in the log's name": {
    forge: (log) => withNote(log, resigned(noteOf(log), { isUnderOwnId: false })),
    reason: "note_signature_bad",
  },
  "without one of its lines": { forge: (log) => without(log, 3), reason: "entry_missing" },
  "without its first line": { forge: (log) => without(log, 0), reason: "entry_missing" },
  "without its last entry": { forge: (log) => without(log, linesOf(log).length - 2), reason: "entry_missing" },
  "without its checkpoint": { forge: (log) => without(log, linesOf(log).length - 1), reason: "checkpoint_missing" },
  "with a word changed": { forge: (log) => log.replace("success", "denied"), reason: "root_mismatch" },
  "with two lines exchanged": {
    forge: (log) => {
      const [first = "", second = "", ...rest] = linesOf(log);
      return `${[second, first, ...rest].join("\n")}\n`;
    },
    reason: "entry_out_of_order",
  },
  "with an older checkpoint over all of its lines": {
    forge: (log) => withNote(log, noteOf(read("older.ndjson"))),
    reason: "size_mismatch",
  },
  "shortened to an older checkpoint, held against a newer one": {
    forge: () => read("older.ndjson"),
    since: "newer-checkpoint",
    reason: "log_rolled_back",
  },
  "held against a checkpoint that another key signed": {
    forge: (log) => (write("false-checkpoint", resigned(noteOf(log), { isUnderOwnId: true })), log),
    since: "false-checkpoint",
    reason: "since_note_not_signed",
  },
  "held against a checkpoint whose size was changed": {
    forge: (log) => (write("edited-checkpoint", read("older-checkpoint").replace(/^\d+$/m, "1")), log),
    since: "edited-checkpoint",
    reason: "since_note_signature_bad",
  },
};

for (const [what, { forge, since, reason }] of Object.entries(cases))
  test(`an export ${what} is refused: ${reason}`, async () => {
    write("forged.ndjson", forge(read("log.ndjson")));
    const held = since === undefined ? [] : ["--since", since];
    const verified = await cli("audit", "verify", "forged.ndjson", ...held, "--json");
    expect(verified.code).toBe(1);
    const { ok, reasons } = JSON.parse(verified.stdout) as { ok: boolean; reasons: readonly { code: string }[] };
    expect(ok).toBe(false);
    expect(reasons.map(({ code }) => code)).toContain(reason);
    expect((await cli("audit", "verify", "forged.ndjson", ...held)).stdout).toMatch(/^NOT VERIFIED: .{20}/);
  });

test("the same exports, untouched, verify: the older alone too, and the newer as its continuation", async () => {
  for (const args of [["log.ndjson"], ["older.ndjson"], ["log.ndjson", "--since", "older-checkpoint"]])
    expect((await cli("audit", "verify", ...args)).code, args.join(" ")).toBe(0);
});
