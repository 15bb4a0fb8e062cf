// Seeded rows came about without an act: the log is told of them, so that acts may rest on them.
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readLeaf, uuidv7Maker } from "@chancery/core";
import { openDatabase, readLeaves } from "@chancery/db";
import { createLogSigner, takeBaseline, type House } from "@chancery/services";

/** Beside a running server: `location` is its database's, and its data folder holds the log's key. */
export async function tellSeededRows(location: string, dataFolder: string): Promise<void> {
  const db = await openDatabase(location);
  try {
    const [first] = await readLeaves(db.read, { from: 0, limit: 1 });
    const read = first && readLeaf(new TextDecoder().decode(first.leaf));
    if (!read?.ok) throw new Error("the registry has no first entry to take the log's name from");
    const seed = Buffer.from(await readFile(join(dataFolder, "log.key"), "utf8"), "base64");
    const signer = createLogSigner({ origin: read.leaf.origin, seed });
    const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
    const clock = { now: () => new Date() };
    const newId = uuidv7Maker({ now: () => clock.now(), random });
    const house = { db, clock, newId, random, signer, freeze: {} }; // what an entry takes of one
    await takeBaseline(house as unknown as House);
  } finally {
    await db.close();
  }
}
