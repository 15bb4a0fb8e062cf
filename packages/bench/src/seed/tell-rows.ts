// Seeded rows came about without an act: the log is told of them, so that acts may rest on them.
import { randomBytes } from "node:crypto";
import { readLeaf, uuidv7Maker } from "@chancery/core";
import { openDatabase, readLeaves } from "@chancery/db";
import { takeBaseline, type House } from "@chancery/services";

/** Beside a running server: `location` is its database's. */
export async function tellSeededRows(location: string): Promise<void> {
  const db = await openDatabase(location);
  try {
    const [first] = await readLeaves(db.read, { from: 0, limit: 1 });
    const read = first && readLeaf(new TextDecoder().decode(first.leaf));
    if (!read?.ok) throw new Error("the registry has no first entry to take the log's name from");
    const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
    const clock = { now: () => new Date() };
    const newId = uuidv7Maker({ now: () => clock.now(), random });
    // What an entry without a signature takes of a house.
    const house = { db, clock, newId, random, signer: { origin: read.leaf.origin }, freeze: {} };
    await takeBaseline(house as unknown as House);
  } finally {
    await db.close();
  }
}
