// A whole house for suites: real database on each engine, real folder store, real keys; only clock and ids are ours to move.
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";
import {
  organisationId,
  sealPolicy,
  systemActor,
  twoPersonFor,
  uuidv7,
  type Actor,
  type GrantScope,
  type Role,
} from "@chancery/core";
import { openFolder } from "@chancery/artifacts";
import {
  ensurePolicy,
  insertActor,
  insertGrant,
  insertTeam,
  keepKnown,
  openDatabase,
  readLeaves,
  teamBySlug,
  type Db,
} from "@chancery/db";
import { engines, isEdited, scratchFolder, type OpenedDatabase, type TestEngine } from "@chancery/db/testing";
import { afterEach, describe, expect } from "vitest";
import { createPasswords } from "../identity/passwords.ts";
import type { Call, House } from "../house.ts";
import type { CheckNote, CheckProgress } from "../audit/check-note.ts";
import { createLogSigner, type LogKey } from "../audit/log-signer.ts";
import { wrongWaits } from "../promotions/note-waits.ts";
import { expectRowsAsTold } from "./expect-rows-as-told.ts";
import { expectTrueSummaries } from "./expect-true-summaries.ts";

/** For suites of packages above, which do not know the database. */
export { meddle } from "@chancery/db/testing";
export type TestClock = { now(): Date; advance(ms: number): void };
type Membership = {
  readonly role?: Role;
  readonly team?: string;
  readonly scope?: GrantScope;
  readonly scopeId?: string;
};
export type World = {
  readonly house: House;
  readonly clock: TestClock;
  /** Where the database is, for a second connection. */
  readonly location: string;
  readonly system: Call;
  call(actor: Actor, options?: { readonly idempotencyKey?: string }): Call;
  /** An active person with an organisation, team or model role; the team is made when missing. */
  person(name: string, membership?: Membership): Promise<Actor>;
  service(name: string, owner: Actor, membership?: Membership): Promise<Actor>;
  team(slug: string): Promise<{ readonly id: string; readonly slug: string }>;
  grant(actor: Actor, membership: Membership): Promise<void>;
  /** Every leaf of the log, parsed, in order. */
  leaves(): Promise<readonly Leaf[]>;
};
export type Leaf = {
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly authid: string;
  readonly tokenid?: string;
  readonly minterid?: string;
  readonly id: string;
  readonly causationid?: string;
  readonly data: { readonly outcome: string; readonly [key: string]: unknown };
};

/** A registry as an earlier program left it, from the folder `kept`; `edits` are made with SQL before it is opened. */
export type Kept = { readonly name: "before-rows" | "first-rows" | "before-waits"; readonly edits?: readonly string[] };
/** A registry whose stages and tiers are other than a new one's. */
export type OfItsOwn = Pick<Db, "stages" | "tiers">;
/** A grant as it stands in a row from before it took two people, or of a role that takes one. */
export const inForce = (from: Date) => ({ givenAt: from, from, beginning: null, waitsUntil: null });

/** Runs a suite on every engine that is at hand. `open()` gives a fresh house that is closed after the test. */
export function eachEngine(
  name: string,
  suite: (open: (as?: Kept | OfItsOwn) => Promise<World>, engine: TestEngine) => void,
): void {
  describe.each(engines.map((engine) => [engine.name, engine] as const))(`${name} on %s`, (_name, engine) => {
    const closers: (() => Promise<void>)[] = [];
    const worlds: World[] = [];
    afterEach(async () => {
      try {
        for (const world of worlds.splice(0)) {
          if (isEdited(world.location)) continue;
          await expectTrueSummaries(world);
          expect(await wrongWaits(world.house.db.read)).toEqual([]);
          await expectRowsAsTold(world);
        }
      } finally {
        for (const close of closers.splice(0)) await close();
      }
    });
    suite(async (as) => {
      const opened = await (as && "name" in as ? openKept(engine, as) : openWorld(engine, as));
      closers.push(opened.close);
      worlds.push(opened.world);
      return opened.world;
    }, engine);
  });
}

async function openWorld(engine: TestEngine, own?: OfItsOwn): Promise<{ world: World; close(): Promise<void> }> {
  const opened = await engine.open();
  await opened.db.transaction((tx) => keepKnown(tx, own ?? opened.db));
  const { house, clock, location, close } = await houseOn(own ? await openedAgain(opened) : opened);
  const asked = twoPersonFor(house.db.stages.all);
  const policy = {
    id: house.newId(),
    name: asked.name,
    number: asked.version,
    ...sealPolicy(asked),
    createdAt: clock.now(),
  };
  await house.db.transaction((tx) => ensurePolicy(tx, policy));
  return { world: worldOf(house, clock, location), close };
}

/** What is read when a registry is opened is read anew. */
async function openedAgain({ location, drop }: OpenedDatabase): Promise<OpenedDatabase> {
  const again = await openDatabase(location);
  return { db: again, location, drop: () => again.close().then(drop) };
}

const keptAs: Readonly<Record<string, string>> = { SQLite: "sqlite", PostgreSQL: "postgres" };
const dayAfterKept = new Date("2026-12-01T09:00:00.000Z");

async function openKept(engine: TestEngine, { name, edits }: Kept): Promise<{ world: World; close(): Promise<void> }> {
  const file = new URL(`kept/${name}.${keptAs[engine.name]}.br`, import.meta.url);
  const dump = brotliDecompressSync(readFileSync(file));
  const signer = signerKept(name, keptAs[engine.name]!);
  const { house, clock, location, close } = await houseOn(await engine.openKept(dump, edits), signer);
  clock.advance(dayAfterKept.getTime() - clock.now().getTime());
  return { world: worldOf(house, clock, location), close };
}

/** Of a registry from before the log's head was signed, any other will do. */
function signerKept(name: Kept["name"], engine: string): LogKey | undefined {
  const file = new URL(`kept/${name}.signers.json`, import.meta.url);
  if (!existsSync(file)) return undefined;
  const { origin, seed } = (JSON.parse(readFileSync(file, "utf8")) as Record<string, { origin: string; seed: string }>)[
    engine
  ]!;
  return createLogSigner({ origin, seed: new Uint8Array(Buffer.from(seed, "base64")) });
}

/** A house on an opened database, with an empty store. */
async function houseOn(
  { db, location, drop }: OpenedDatabase,
  signer = createLogSigner({ origin: "registry.test/audit", seed: randomBytes(32) }),
) {
  const folder = scratchFolder("chancery-house-");
  const clock = createClock(new Date("2026-03-01T09:00:00.000Z"));
  const artifacts = await openFolder({ root: folder });
  let checkpoint: string | undefined;
  const house: House = {
    db,
    artifacts,
    signer,
    clock,
    newId: createIds(clock),
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    passwords: createPasswords({ memoryKiB: 1024, passes: 1 }),
    log: { info: () => undefined, error: (facts) => console.error(facts) },
    settings: {
      publicUrl: "http://localhost:3000",
      secret: randomBytes(32).toString("hex"),
      version: "0.1.0",
      oldestClient: "0.1.0",
    },
    checkpointFile: {
      read: () => Promise.resolve(checkpoint),
      write: (note) => Promise.resolve(void (checkpoint = note)),
    },
    headMark: markOf(),
    rowsTold: textOf(),
    checkNote: checkNotesOf(),
    whyNotApart: () => Promise.resolve(undefined),
    texts: { expect: () => undefined },
    freeze: { because: undefined },
  };
  const close = async () => {
    await drop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { house, clock, location, close };
}

/** What the last check of a house under test found. */
export function checkNotesOf(): House["checkNote"] {
  let [note, isClaimed]: [CheckNote | undefined, boolean] = [undefined, false];
  let progress: CheckProgress | undefined;
  return {
    read: () => Promise.resolve(note),
    write: (next) => Promise.resolve(void (note = next)),
    progress: () => Promise.resolve(progress),
    noteProgress: (next) => Promise.resolve(void (progress = next)),
    clearProgress: () => Promise.resolve(void (progress = undefined)),
    claim: () => Promise.resolve(isClaimed ? false : (isClaimed = true)),
    renew: () => Promise.resolve(),
    release: () => Promise.resolve(void (isClaimed = false)),
  };
}

/** Beside the key of a house under test: whether its head was given a MAC. */
export function markOf(): House["headMark"] {
  let isSet = false;
  return { isSet: () => Promise.resolve(isSet), set: () => Promise.resolve(void (isSet = true)) };
}

/** A text kept outside the database. */
export function textOf(): House["rowsTold"] {
  let kept: string | undefined;
  return { read: () => Promise.resolve(kept), write: (text) => Promise.resolve(void (kept = text)) };
}

function createClock(start: Date): TestClock {
  let now = start.getTime();
  return { now: () => new Date(now), advance: (ms) => void (now += ms) };
}

/** Ids of the clock's time whose order is the order they were made in. */
function createIds(clock: TestClock): () => string {
  let made = 0;
  return () => {
    const random = new Uint8Array(randomBytes(10));
    new DataView(random.buffer).setUint32(0, (made += 1) << 4);
    return uuidv7({ timestampMs: clock.now().getTime(), random });
  };
}

function worldOf(house: House, clock: TestClock, location: string): World {
  const team = (slug: string) => teamOf(house, slug);
  const call = (actor: Actor, options: { idempotencyKey?: string } = {}): Call => ({
    actor,
    requestId: house.newId(),
    ...options,
  });
  const grant = async (actor: Actor, { role, team: slug, scope, scopeId }: Membership) => {
    if (!role) return;
    const place = slug
      ? { scope: "team" as const, scopeId: (await team(slug)).id }
      : { scope: scope ?? "organisation", scopeId: scopeId ?? organisationId };
    await house.db.transaction((tx) =>
      insertGrant(tx, {
        id: house.newId(),
        actorId: actor.id,
        groupId: null,
        role,
        ...place,
        ...inForce(clock.now()),
        grantedBy: "system",
      }),
    );
    clock.advance(1);
  };
  const make = async (actor: Actor, email: string | null, membership: Membership) => {
    const { id, kind, name } = actor;
    const ownerId = kind === "service" ? actor.answerableId : null;
    await house.db.transaction((tx) =>
      insertActor(tx, {
        id,
        kind: kind === "service" ? "service" : "person",
        name,
        email,
        emailKey: email,
        ownerId,
        state: "active",
        createdAt: clock.now(),
      }),
    );
    await grant(actor, membership);
    return actor;
  };
  return {
    house,
    clock,
    location,
    system: { actor: systemActor, requestId: "system" },
    call,
    grant,
    team,
    person(name, membership = {}) {
      const id = house.newId();
      const actor: Actor = { id, kind: "person", name, answerableId: id, via: "session", scopes: ["*"] };
      return make(actor, `${name.toLowerCase().replace(/\W+/g, ".")}@example.test`, membership);
    },
    service(name, owner, membership = {}) {
      const actor: Actor = {
        id: house.newId(),
        kind: "service",
        name,
        answerableId: owner.id,
        via: "token",
        scopes: ["*"],
      };
      return make(actor, null, membership);
    },
    async leaves() {
      const leaves = await readLeaves(house.db.read, { from: 0, limit: 100_000 });
      return leaves.map((leaf) => JSON.parse(new TextDecoder().decode(leaf.leaf)) as Leaf);
    },
  };
}

async function teamOf(house: House, slug: string) {
  const known = await teamBySlug(house.db.read, slug);
  if (known) return known;
  const row = { id: house.newId(), slug, name: slug, createdAt: house.clock.now() };
  await house.db.transaction((tx) => insertTeam(tx, row));
  return row;
}
