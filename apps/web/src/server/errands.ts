// What an operator runs on the server's own machine: the check of the stored log, and a new claim link.
import { systemActor } from "@chancery/core";
import { checkLog, type House } from "@chancery/services";
import { buildHouse } from "./build-house.ts";
import { offerClaim } from "./claim.ts";
import type { Config } from "./config.ts";
import { openDataFolder, type DataFolder } from "./data-folder.ts";
import { createLogger } from "./logger.ts";

type Place = { readonly config: Config; readonly version: string };

async function inHouse<T>(
  { config, version }: Place,
  work: (house: House, folder: DataFolder) => Promise<T>,
): Promise<T> {
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

/** `npm run fsck`: prints the verdict; false when the log is damaged. */
export const checkStoredLog = (place: Place): Promise<boolean> =>
  inHouse(place, async (house) => {
    const result = await checkLog(house, { actor: systemActor, requestId: house.newId() }, {});
    const verdict = result.isOk
      ? `ok: ${result.treeSize} entries, root ${result.root}`
      : `DAMAGED: ${result.treeSize} entries`;
    const where = result.firstBad ? [`first bad entry: ${result.firstBad.index}`] : [];
    const why = result.reasons.map(({ code, message }) => `${code}: ${message}`);
    process.stdout.write(`${[`audit log ${house.signer.origin}`, verdict, ...where, ...why].join("\n")}\n`);
    return result.isOk;
  });

/** `npm start -- --claim-link`: a new link in place of one that was lost; false once the registry is claimed. */
export const renewClaimLink = (place: Place): Promise<boolean> =>
  inHouse(place, async (house, folder) => {
    const isOffered = await offerClaim({ house, folder, claim: undefined });
    if (!isOffered) process.stdout.write("This registry is claimed already: there is no link to make.\n");
    return isOffered;
  });
