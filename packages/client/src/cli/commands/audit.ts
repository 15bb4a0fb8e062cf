// chancery audit: take the record away, and prove offline that it is the record.
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import {
  sizeText,
  reasonsInWords,
  actClasses,
  checkFaults,
  faultInWords,
  openCheckpoint,
  type ExportVerdict,
  type LogIntegrity,
  type Reason,
} from "@chancery/core";
import { ChanceryClientError } from "../../index.ts";
import type { Cli } from "../cli.ts";
import { readConfig } from "../config.ts";
import { exitCodes } from "../exit-code.ts";
import { exportLog, type ExportFilter } from "../export-log.ts";
import { fields, formatTime } from "../format.ts";
import { readText } from "../read-text.ts";
import { examples, type Registry } from "../registry.ts";
import { openSession, requirePinnedKey } from "../session.ts";
import { verifyExport } from "../verify-export.ts";

type ExportOptions = ExportFilter & { readonly out?: string; readonly json?: boolean };
type VerifyOptions = { readonly key?: string; readonly since?: string };
const checkMs = 30 * 60_000;

export function addAudit({ program, cli, answer }: Registry): void {
  const audit = program
    .command("audit")
    .description("export the audit log, verify an export offline, check the stored log");
  const exporting = audit
    .command("export")
    .description("the log as NDJSON, with its signed checkpoint (auditors, admins)")
    .option("--out <file>", "write it here instead of stdout")
    .option("--from <time>", "entries from this time on (ISO 8601)")
    .option("--to <time>", "entries up to and including this time")
    .option("--actor <id>", "entries of this actor")
    .option("--kind <kind>", "entries of this kind, in any version: for example promotion.voted")
    .option("--class <class>", `entries of this class of acts: ${actClasses.join(", ")}`)
    .option("--disclosures", "with the names and free text the entries commit to")
    .action(async () => answer(await exportCommand(cli, exporting.optsWithGlobals<ExportOptions>())));
  examples(exporting, ["chancery audit export --out audit.ndjson", "chancery audit verify audit.ndjson"]);
  const verifying = audit
    .command("verify <file>")
    .description("check an export offline against the pinned key: nothing missing, nothing changed")
    .option("--key <vkey>", "the log's verifier key, name+hash+key, instead of the pinned one")
    .option("--since <file>", "an older checkpoint of the same log: the export must continue it")
    .action(async (file: string, options: VerifyOptions) => answer(await verifyCommand(cli, file, options)));
  examples(verifying, [
    "chancery audit verify audit.ndjson",
    "chancery audit verify audit.ndjson --since checkpoint-march",
  ]);
  audit
    .command("checkpoint")
    .description("the newest signed checkpoint: keep it, and check later exports against it with --since")
    .option("--out <file>", "write it here instead of stdout")
    .action(async (options: { readonly out?: string }) => answer(await checkpointCommand(cli, options)));
  audit
    .command("status")
    .description(
      "the state of the log and the tables: the last check, what it found, and whether the server still writes (auditors, admins)",
    )
    .action(async () => answer(await statusCommand(cli)));
  audit
    .command("fsck")
    .description("have the server check its stored log against itself, every entry (auditors, admins)")
    .action(async () => answer(await fsckCommand(cli)));
}

async function exportCommand(cli: Cli, options: ExportOptions) {
  const session = await openSession(cli);
  await requirePinnedKey(session);
  const { lines, sizeBytes } = await exportLog(cli, session, options);
  if (options.out === undefined) return { json: null, text: "" };
  return {
    json: { file: options.out, lines, sizeBytes },
    text: `Wrote ${lines} lines (${sizeText(sizeBytes)}) to ${options.out}.\nVerify it: chancery audit verify ${options.out}`,
  };
}

async function verifyCommand(cli: Cli, file: string, { key, since }: VerifyOptions) {
  const verifierKey = key ?? (await readConfig(cli))?.verifierKey;
  if (verifierKey === undefined)
    throw refuse(
      "verifier_key_missing",
      "no key to verify with: a key inside the export would prove nothing. Sign in once (chancery login URL pins the key), or pass --key with a key that you got over another channel",
    );
  const verdict = await verifyExport({
    file: resolve(cli.cwd, file),
    verifierKey,
    since: since === undefined ? undefined : await readText(resolve(cli.cwd, since)),
  });
  const json = { file, verifierKey, ...verdict };
  if (!verdict.ok) {
    const where = verdict.firstBadIndex === null ? "" : ` First bad entry: ${verdict.firstBadIndex}.`;
    return {
      json,
      text: `NOT VERIFIED: ${reasonsInWords(verdict.reasons)}.${where}${hintOf(verdict.reasons)}`,
      exitCode: exitCodes.error,
    };
  }
  const text = fields([
    ["verified", verifiedInWords(verdict)],
    ["root", verdict.root],
    ["key", verifierKey],
    ["continues", verdict.since ? `the checkpoint of ${verdict.since.size} entries` : undefined],
  ]);
  return { json, text };
}

/** A restore gives the log another name and key, and what was exported before keeps its own. */
const hintOf = (reasons: readonly Reason[]) =>
  reasons.some(({ code }) => code === "note_not_signed")
    ? " If the export is from before the registry was restored or its key changed, verify it with the key of that time: --key OLDKEY."
    : "";

function verifiedInWords({ isComplete, found, entries, size }: Extract<ExportVerdict, { ok: true }>): string {
  if (isComplete) return `all ${entries} entries, none missing, none changed`;
  if (!found)
    return `${entries} entries are in the log of ${size}; this filtered export is from before exports recorded how many entries they found: it does not show that none is missing`;
  const all = found.entries === 1 ? "the 1 entry" : `all ${found.entries} entries`;
  return `${all} that ${found.filter} found before entry ${found.entry}, none missing, none changed`;
}

async function checkpointCommand(cli: Cli, { out }: { readonly out?: string }) {
  const session = await openSession(cli);
  const { verifierKey } = await requirePinnedKey(session);
  const { checkpoint } = await session.client.api.audit.status.query();
  if (!checkpoint) throw new ChanceryClientError("NOT_FOUND", "the log has no checkpoint yet: try again in a moment");
  const opened = openCheckpoint(checkpoint.note, session.pinnedKey ?? verifierKey);
  if (!opened.ok)
    throw new ChanceryClientError(
      "INTEGRITY",
      opened.reasons[0]?.message ?? "the checkpoint is not signed with the log's key",
      { reasons: opened.reasons },
    );
  if (out === undefined) return { json: checkpoint, text: checkpoint.note.trimEnd() };
  await writeFile(resolve(cli.cwd, out), checkpoint.note);
  return { json: { file: out, ...checkpoint }, text: `Wrote the checkpoint of ${checkpoint.size} entries to ${out}.` };
}

async function fsckCommand(cli: Cli) {
  const session = await openSession(cli);
  await requirePinnedKey(session);
  const result = await session.client.api.audit.check.mutate({}, { timeoutMs: checkMs });
  if (result.isOk)
    return {
      json: result,
      text: `The stored log is sound: ${result.treeSize} entries, root ${result.root}, checked ${formatTime(result.checkedAt)}.`,
    };
  const bad = result.firstBad;
  const reasons = [...(bad?.reasons ?? []), ...result.reasons];
  const faults = checkFaults(reasons);
  const sound = faults.includes("log") ? [] : [`The stored log is sound: ${result.treeSize} entries.`];
  const text = faults.flatMap((fault) => {
    const { what, next } = faultInWords[fault];
    const where = fault === "log" && bad ? `${what}. The first bad entry is ${bad.index}` : what;
    const ofFault = reasons.filter((reason) => checkFaults([reason]).includes(fault));
    return [`${where}:`, ...new Set(ofFault.map(({ message }) => `  ${message}`)), `Next: ${next}`];
  });
  return { json: result, text: [...sound, ...text].join("\n"), exitCode: exitCodes.error };
}

/** Exit code 1 where the last check found something, or no act is taken. */
async function statusCommand(cli: Cli) {
  const session = await openSession(cli);
  await requirePinnedKey(session);
  const stands = await session.client.api.audit.integrity.query();
  const { lastCheck, running, checkpoint, frozen } = stands;
  const text = fields([
    ["log", `${stands.size} entries, root ${stands.root}`],
    ["signed", checkpoint ? `${checkpoint.size} entries, ${formatTime(checkpoint.at)}` : "not yet"],
    ["last check", lastCheck ? checkedInWords(lastCheck) : "none yet"],
    ["checking", running ? underWayInWords(running) : undefined],
    ["next check", formatTime(stands.nextCheckAt)],
    ["acts", frozen ? `none is taken: ${frozen.message}` : "taken"],
    ["warning", stands.risk ?? undefined],
  ]);
  const reasons = lastCheck?.reasons ?? [];
  const found = [
    ...reasons.map(({ message }) => `  ${message}`),
    ...checkFaults(reasons).map((fault) => `Next: ${faultInWords[fault].next}`),
  ];
  const isWell = !frozen && lastCheck?.isOk !== false;
  return { json: stands, text: [text, ...found].join("\n"), exitCode: isWell ? exitCodes.ok : exitCodes.error };
}

const underWayInWords = ({ reach, at, begunAt, by, isBrokenOff }: NonNullable<LogIntegrity["running"]>) =>
  `${reach} entries by ${formatTime(at)}, since ${formatTime(begunAt)}, by ${by ?? "the server"}${isBrokenOff ? "; broken off: the server takes it up again" : ""}`;

const checkedInWords = ({ isOk, endedAt, by, reach, treeSize, rows }: NonNullable<LogIntegrity["lastCheck"]>) =>
  `${isOk ? "all agree" : "SOMETHING DIFFERS"}: ${reach} of ${treeSize} entries, ${rows} rows, ${formatTime(endedAt)}, by ${by ?? "the server"}`;

const refuse = (code: string, message: string) =>
  new ChanceryClientError("INVALID_INPUT", message, { reasons: [{ code, message }] });
