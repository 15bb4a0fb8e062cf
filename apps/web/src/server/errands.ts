// What an operator runs on the server's own machine: the check of the stored log, and a new claim link.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { systemActor } from "@chancery/core";
import { checkContents, checkLog, offerResetTo, type House } from "@chancery/services";
import { buildHouse } from "./build-house.ts";
import { offerClaim } from "./claim.ts";
import { SettingError, type Config } from "./config.ts";
import { openDataFolder, type DataFolder } from "./data-folder.ts";
import { createLogger } from "./logger.ts";

type Place = { readonly config: Config; readonly version: string };

async function inHouse<T>(
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
    return await work(house, folder);
  } finally {
    await house.db.close();
  }
}

const nothingHere = (folder: string) =>
  `there is no registry in ${folder}: see CHANCERY_DATA_DIR, or start the server once to begin one`;

/** `npm run fsck`: prints the verdict; false when the log is damaged, or with `--blobs` any stored content. */
export const checkStored = (place: Place & { readonly withBlobs: boolean }): Promise<boolean> =>
  inHouse(place, async (house) => {
    const isLogIntact = await checkStoredLog(house);
    return (!place.withBlobs || (await checkStoredContents(house))) && isLogIntact;
  });

async function checkStoredLog(house: House): Promise<boolean> {
  const result = await checkLog(house, { actor: systemActor, requestId: house.newId() }, {});
  const verdict = result.isOk
    ? `ok: ${result.treeSize} entries, ${result.rows} rows, root ${result.root}`
    : `DAMAGED: ${result.treeSize} entries`;
  const where = result.firstBad ? [`first bad entry: ${result.firstBad.index}`] : [];
  const why = result.reasons.map(({ code, message }) => `${code}: ${message}`);
  process.stdout.write(`${[`audit log ${house.signer.origin}`, verdict, ...where, ...why].join("\n")}\n`);
  return result.isOk;
}

async function checkStoredContents(house: House): Promise<boolean> {
  const { contents, sizeBytes, faults } = await checkContents(house);
  const verdict =
    faults.length === 0 ? `ok: ${contents} contents` : `DAMAGED: ${faults.length} of ${contents} contents`;
  const lines = faults.map(({ sha256, fault, files }) => [`${sha256} is ${fault}`, ...files].join("\n  "));
  process.stdout.write(`${["stored contents", `${verdict}, ${sizeBytes} bytes`, ...lines].join("\n")}\n`);
  return faults.length === 0;
}

/** `npm start -- --claim-link`: a new link in place of one that was lost; false once the registry is claimed. */
export const renewClaimLink = (place: Place): Promise<boolean> =>
  inHouse(place, async (house, folder) => {
    const isOffered = await offerClaim({ house, folder, claim: undefined });
    if (!isOffered) process.stdout.write("This registry is claimed already: there is no link to make.\n");
    return isOffered;
  });

/** `npm start -- --reset EMAIL`: a link by which this person sets a new password; false for an address without an account. */
export const printResetLink = (place: Place & { readonly email: string }): Promise<boolean> =>
  inHouse(place, async (house) => {
    const link = await offerResetTo(house, place.email);
    process.stdout.write(
      link === undefined
        ? "No person has this e-mail address here.\n"
        : `Open this link once, within ${link.hours} hours, to set a new password:\n\n  ${link.url}\n`,
    );
    return link !== undefined;
  });
