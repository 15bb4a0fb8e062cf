// Builds the house: the one place where databases, stores, keys and clocks are opened.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { openFolderStore } from "@chancery/artifacts";
import { uuidv7Maker } from "@chancery/core";
import { mindingDisk, openDatabase } from "@chancery/db";
import { createLogSigner, createPasswords, type House } from "@chancery/services";
import type { Config } from "./config.ts";
import type { DataFolder } from "./data-folder.ts";
import type { Logger } from "./logger.ts";

/** The oldest client this server still serves. */
const oldestClient = "0.1.0";

type Parts = {
  readonly config: Config;
  readonly folder: DataFolder;
  readonly log: Logger;
  readonly version: string;
  onDiskFailure(): void;
};

export async function buildHouse({ config, folder, log, version, onDiskFailure }: Parts): Promise<House> {
  const secret = config.secret ?? (await folder.secret());
  const signer = createLogSigner({ origin: config.logOrigin, seed: await folder.logSeed() });
  const artifacts = await openFolderStore({ root: folder.path });
  const db = await openDatabase(config.databaseUrl ?? join(folder.path, "chancery.db"));
  const clock = { now: () => new Date() };
  const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
  return {
    db: mindingDisk(db, onDiskFailure),
    artifacts,
    signer,
    clock,
    newId: uuidv7Maker({ now: () => clock.now(), random }),
    random,
    passwords: createPasswords(),
    log,
    settings: { publicUrl: config.publicUrl, secret, version, oldestClient },
    checkpointFile: folder.checkpointFile,
    freeze: { because: undefined },
  };
}
