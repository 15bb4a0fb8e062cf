// The composition root: the one place that opens a database, a store and keys, and makes the house of them.
import { randomBytes } from "node:crypto";
import { uuidv7 } from "@chancery/core";
import { openFolderStore } from "@chancery/artifacts";
import { openDatabase } from "@chancery/db";
import { createLogSigner, createPasswords, type House } from "@chancery/services";
import type { Config } from "./config.ts";
import type { DataFolder } from "./data-folder.ts";
import { oldestClient, version } from "./version.ts";

type Parts = {
  readonly config: Config;
  readonly folder: DataFolder;
  readonly log: House["log"];
  readonly clock: House["clock"];
};

/** Opens everything a house is made of; `close` lets it go again, the database last. */
export async function buildHouse({ config, folder, log, clock }: Parts): Promise<{ readonly house: House; close(): Promise<void> }> {
  const secret = config.secret ?? (await folder.key("secret.key", 32)).toString("hex");
  const seed = await folder.key("log.key", 32);
  const artifacts = await openFolderStore({ root: folder.path("") });
  const db = await openDatabase(config.databaseUrl ?? folder.path("chancery.db"));
  const house: House = {
    db,
    artifacts,
    signer: createLogSigner({ origin: config.logOrigin, seed: new Uint8Array(seed) }),
    clock,
    newId: () => uuidv7({ timestampMs: clock.now().getTime(), random: new Uint8Array(randomBytes(10)) }),
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    passwords: createPasswords({}),
    log,
    settings: { publicUrl: config.publicUrl, secret, version, oldestClient },
    checkpointFile: { read: () => folder.read("checkpoint"), write: (note) => folder.write("checkpoint", note) },
    freeze: { because: undefined },
  };
  return { house, close: () => db.close() };
}
