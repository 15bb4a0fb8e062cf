// What an operator runs on the server's own machine: the check of the stored log, and a new claim link.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkFaults, faultInWords, systemActor, type CheckFault, type CheckResult, type Reason } from "@chancery/core";
import {
  assertLogIntact,
  checkContents,
  checkLog,
  compareCheckpoint,
  mendInWords,
  offerResetTo,
  recoverAppointments,
  repairRows,
  type House,
} from "@chancery/services";
import { buildHouse } from "./build-house.ts";
import { offerClaim } from "./claim.ts";
import { SettingError, type Config } from "./config.ts";
import { openDataFolder, type DataFolder } from "./data-folder.ts";
import { createLogger } from "./logger.ts";

type Place = { readonly config: Config; readonly version: string };

/** Opens the registry that a server may be serving meanwhile, and closes it again. */
export async function inHouse<T>(
  { config, version }: Place,
  work: (house: House, folder: DataFolder) => Promise<T>,
): Promise<T> {
  const isMissing = config.databaseUrl === undefined && !existsSync(join(config.dataFolder, "chancery.db"));
  if (isMissing) throw new SettingError(nothingHere(config.dataFolder));
  const folder = await openDataFolder(config.dataFolder);
  const house = await buildHouse({
    config,
    folder,
    log: createLogger(),
    version,
    onDiskFailure: () => process.exit(1),
  });
  try {
    await assertLogIntact(house);
    return await work(house, folder);
  } finally {
    await house.db.close();
  }
}

const nothingHere = (folder: string) =>
  `there is no registry in ${folder}: set CHANCERY_DATA_DIR, or start the server once to create one`;

type Check = Place & {
  readonly withBlobs: boolean;
  readonly since: string | undefined;
  /** `isDry` only says what would be done. */
  readonly repair: { readonly isDry: boolean } | undefined;
};

/**
 * `npm run fsck`: prints the verdict. 0 when all is well; 1 when the log is damaged, does not continue the checkpoint of
 * `--since`, or with `--blobs` any stored content is; 2 when that checkpoint cannot be read or is none of this log's.
 */
export async function checkStored({ withBlobs, since, repair, ...place }: Check): Promise<0 | 1 | 2> {
  const note = since === undefined ? undefined : await readNote(since);
  return inHouse(place, async (house) => {
    if (repair) await repairStored(house, repair);
    const isLogIntact = await checkStoredLog(house);
    const verdict = note === undefined ? "consistent" : await compareWith(house, note);
    const areContentsWhole = !withBlobs || (await checkStoredContents(house));
    if (!isLogIntact || !areContentsWhole || verdict === "inconsistent") return 1;
    return verdict === "unusable" ? 2 : 0;
  });
}

/** Null where the file cannot be read, which is said. */
const readNote = (file: string) =>
  readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    process.stderr.write(`chancery: ${file} cannot be read: ${error.code ?? "unknown error"}\n`);
    return null;
  });

async function compareWith(house: House, note: string | null): Promise<"consistent" | "inconsistent" | "unusable"> {
  if (note === null) {
    process.stdout.write("the checkpoint of --since\nnot compared: its file cannot be read\n");
    return "unusable";
  }
  const compared = await compareCheckpoint(house, { actor: systemActor, requestId: house.newId() }, { note });
  const said =
    compared.verdict === "consistent"
      ? `ok: the log continues it: its first ${compared.size} entries are the ones it was signed over`
      : `${compared.verdict === "inconsistent" ? "NOT CONTINUED" : "cannot be compared"}: ${told(compared.reason)}`;
  process.stdout.write(`the checkpoint of --since\n${said}\n`);
  return compared.verdict;
}

const told = ({ code, message }: Reason) => `${code}: ${message}`;

/** Throws where the log itself is damaged: then nothing is changed. */
async function repairStored(house: House, { isDry }: { readonly isDry: boolean }): Promise<void> {
  const { mends, reindexed, waits } = await repairRows(house, { isDry });
  const lines = [
    ...mends.map(mendInWords),
    ...reindexed.map((index) => `the index of entry ${index}: rebuilt from the entry`),
    ...waits.map((which) => `whom ${which} waits for: made anew from the policy`),
  ];
  const did = isDry ? "would be done" : "done, and recorded in the log";
  const verdict = lines.length === 0 ? "nothing to repair: every row matches the log" : `${lines.length} ${did}:`;
  process.stdout.write(`${["repair from the log", verdict, ...lines.map((line) => `  ${line}`)].join("\n")}\n`);
}

async function checkStoredLog(house: House): Promise<boolean> {
  const result = await checkLog(house, { actor: systemActor, requestId: house.newId() }, {});
  process.stdout.write(`${[`audit log ${house.signer.origin}`, ...verdictOn(result)].join("\n")}\n`);
  return result.isOk;
}

function verdictOn({ isOk, treeSize, rows, root, firstBad, reasons }: CheckResult): readonly string[] {
  if (isOk) return [`ok: ${treeSize} entries, ${rows} rows, root ${root}`];
  const faults = checkFaults(reasons);
  const sound = faults.includes("log") ? [] : [`the log is sound: ${treeSize} entries, root ${root}`];
  const where = firstBad ? [`first bad entry: ${firstBad.index}`] : [];
  return [
    ...faults.map((fault) => verdictWords[fault]),
    ...sound,
    ...where,
    ...reasons.map(told),
    ...faults.map((fault) => `next: ${faultInWords[fault].next}`),
  ];
}

const verdictWords: Readonly<Record<CheckFault, string>> = {
  database: "DAMAGED: the file of the database",
  log: "DAMAGED: the log itself",
  guards: "GUARDS DIFFER: the guards of the database are not the ones this program made",
  rows: "ROWS DIFFER: rows of the database contradict the log",
};

const contentsNext =
  "next: push these files again, to any draft: that repairs each of them wherever it is used (first move a damaged file over 256 KiB out of the folder blobs). Or restore a backup";

async function checkStoredContents(house: House): Promise<boolean> {
  const { contents, sizeBytes, faults } = await checkContents(house);
  const verdict =
    faults.length === 0 ? `ok: ${contents} contents` : `DAMAGED: ${faults.length} of ${contents} contents`;
  const lines = faults.map(({ sha256, fault, files }) => [`${sha256} is ${fault}`, ...files].join("\n  "));
  const next = faults.length === 0 ? [] : [contentsNext];
  process.stdout.write(`${["stored contents", `${verdict}, ${sizeBytes} bytes`, ...lines, ...next].join("\n")}\n`);
  return faults.length === 0;
}

/** `npm start -- --claim-link`: a new link in place of one that was lost; false once the registry is claimed. */
export const renewClaimLink = (place: Place): Promise<boolean> =>
  inHouse(place, async (house, folder) => {
    const isOffered = await offerClaim({ house, folder });
    if (!isOffered) process.stdout.write("This registry is already claimed, so there is no claim link.\n");
    return isOffered;
  });

/** `npm start -- --reset EMAIL`: a link by which this person sets a new password; false for an address without an account. */
export const printResetLink = (place: Place & { readonly email: string }): Promise<boolean> =>
  inHouse(place, async (house) => {
    const link = await offerResetTo(house, place.email);
    process.stdout.write(
      link === undefined
        ? "Nobody here has this e-mail address.\n"
        : `Open this link once, within ${link.hours} hours, to set a new password:\n\n  ${link.url}\n`,
    );
    return link !== undefined;
  });

/** `npm start -- --recover`: starts roles that no one is left to confirm, without the seven-day wait. */
export const recoverRoles = (place: Place): Promise<void> =>
  inHouse(place, async (house) => {
    const recovered = await recoverAppointments(house);
    const lines = recovered.map(({ appointment, roles }) => {
      const who = appointment.receivers.map(({ name }) => name).join(", ");
      return `${who}: ${roles.map(({ role, scope }) => `${role} on the ${scope}`).join(", ")}`;
    });
    process.stdout.write(
      lines.length === 0
        ? "Nothing to recover: somebody can confirm every waiting role, under Reviews.\n"
        : `In force from now on, and marked as begun on the server:\n${lines.map((line) => `  ${line}\n`).join("")}`,
    );
  });
