// A house in this process, over a database that is at hand: what use-cases cost without HTTP around them.
import { randomBytes } from "node:crypto";
import { openFolder } from "@chancery/artifacts";
import { uuidv7Maker, type Actor } from "@chancery/core";
import { openDatabase } from "@chancery/db";
import { createLogSigner, createPasswords, ensureInitialised, type Call, type House } from "@chancery/services";
import type { Place } from "../bench.ts";

/** Initialised as a server would do at its first start; closed at the end of the bench. `location` is a SQLite file or a PostgreSQL URL. */
export async function openHouse(place: Place, location: string): Promise<House> {
  const db = await openDatabase(location);
  place.atEnd(() => db.close());
  const clock = { now: () => new Date() };
  const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
  let note: string | undefined;
  const house: House = {
    db,
    artifacts: await openFolder({ root: place.folder }),
    signer: createLogSigner({ origin: "bench.example/audit", seed: randomBytes(32) }),
    clock,
    newId: uuidv7Maker({ now: () => clock.now(), random }),
    random,
    passwords: createPasswords(),
    log: { info: () => undefined, error: (facts, message) => console.error(message, facts) },
    settings: {
      publicUrl: "http://localhost:3000",
      secret: randomBytes(32).toString("hex"),
      version: "0.1.0",
      oldestClient: "0.1.0",
    },
    checkpointFile: {
      read: () => Promise.resolve(note),
      write: (text) => Promise.resolve(void (note = text)),
    },
    checkNote: {
      read: () => Promise.resolve(undefined),
      write: () => Promise.resolve(),
      progress: () => Promise.resolve(undefined),
      noteProgress: () => Promise.resolve(),
      clearProgress: () => Promise.resolve(),
      claim: () => Promise.resolve(true),
      renew: () => Promise.resolve(),
      release: () => Promise.resolve(),
    },
    whyNotApart: () => Promise.resolve(undefined),
    rowsTold: { read: () => Promise.resolve(undefined), write: () => Promise.resolve() },
    headMark: { isSet: () => Promise.resolve(true), set: () => Promise.resolve() },
    texts: { expect: () => undefined },
    freeze: { because: undefined },
  };
  await ensureInitialised(house);
  return house;
}

/** A signed-in person with a row and grants in the database. */
export const personWithId = (id: string, name: string): Actor => ({
  id,
  kind: "person",
  name,
  answerableId: id,
  via: "session",
  scopes: ["*"],
});

/** A call of theirs. */
export const callBy = (house: House, actor: Actor): Call => ({ actor, requestId: house.newId() });
