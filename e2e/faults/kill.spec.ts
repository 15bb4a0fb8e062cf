// kill -9 at random moments of push and of vote, on the engine of this run; on PostgreSQL the database is killed too.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { bearerAt, type Bearer } from "../support/bearer.ts";
import { chanceOf, newSeed, type Chance } from "../support/chance.ts";
import { chancery } from "../support/cli.ts";
import {
  expectClean,
  handsOf,
  isCut,
  judge,
  openCrashScene,
  type CrashScene,
  type Hands,
} from "../support/crash-scene.ts";
import { openCluster, type Cluster } from "../support/postgres-cluster.ts";
import { expectKept } from "../support/promises.ts";
import { newAsking, newPush, promoteOn, pushOn } from "../support/remembered-load.ts";
import { isFull, rounds } from "../support/rounds.ts";
import { openPlace, startServer } from "../support/server.ts";

const isPostgres = Boolean(process.env["CHANCERY_E2E_DATABASE_URL"]);
const killings = isPostgres ? rounds({ ci: 3, full: 50 }) : rounds({ ci: 6, full: 200 });

type Scene = CrashScene & { readonly cluster: Cluster | undefined };
type Victim = "server" | "database" | "both";

test(`kill -9 loses nothing that was answered: ${killings} rounds of push and vote`, async () => {
  test.setTimeout(isFull ? 10_800_000 : 300_000);
  const seed = newSeed();
  const cluster = isPostgres ? await openCluster() : undefined;
  const place = await openPlace({ databaseServer: cluster?.url });
  const scene: Scene = { ...(await openCrashScene(place)), cluster };
  const count = { pushed: 0, voted: 0, resumed: 0 };
  try {
    for (let round = 1; round <= killings; round++) {
      const chance = chanceOf(`${seed} ${round}`);
      await test.step(`round ${round}`, async () => {
        const open = scene.ledger.pushes.size;
        await judge(scene);
        count.resumed += open;
        await killAmid(scene, chance, cluster ? chance.oneOf(["server", "database", "both"]) : "server");
      });
    }
    await judge(scene);
    await expectKept(handsOf(scene).maker, scene.ledger, { finished: 0, sealed: 0, votes: 0 });
    await expectVerifiable(scene);
    await scene.server.stop();
    await expectClean(place);
    count.pushed = scene.ledger.sealed.length;
    count.voted = scene.ledger.votes.length;
    console.log(`${killings} kills: ${JSON.stringify(count)}, nothing lost`);
    expect(count.pushed).toBeGreaterThan(0);
    expect(count.voted).toBeGreaterThan(0);
  } finally {
    await scene.server.kill();
    await place.remove().catch(() => undefined); // its database may be down
    await cluster?.remove();
  }
});

/** Two pushes and a review at once, until the victim is killed some moments after a request of a random number was sent. */
async function killAmid(scene: Scene, chance: Chance, victim: Victim): Promise<void> {
  const mark = chance.between(1, 60);
  const delayMs = chance.between(0, 12);
  const stopping = new AbortController();
  let sent = 0;
  let kill: () => void = () => undefined;
  const killed = new Promise<void>((resolve, reject) => {
    kill = () => void setTimeout(() => void crash(scene, chance, victim).then(resolve, reject), delayMs);
  }).finally(() => stopping.abort());
  const counted = (bearer: Bearer): Bearer =>
    bearerAt(bearer.url, tokenOf(bearer), () => {
      if (++sent === mark) kill();
    });
  const { maker, reviewer } = handsOf(scene);
  const hands = { maker: counted(maker), reviewer: counted(reviewer) };
  const work = [
    untilKilled(stopping.signal, () => pushOn(hands.maker, scene.ledger, newPush(chance))),
    untilKilled(stopping.signal, () => pushOn(hands.maker, scene.ledger, newPush(chance))),
    untilKilled(stopping.signal, () => review(scene, hands, chance)),
  ];
  await Promise.all([killed, ...work]);
  await recover(scene, victim);
}

const tokenOf = ({ headers }: Bearer) => headers.authorization.slice("Bearer ".length);

async function review({ ledger }: Scene, hands: Hands, chance: Chance): Promise<void> {
  const asked = new Set([...ledger.votes, ...ledger.askings].map(({ versionId }) => versionId));
  const next = ledger.sealed.find(({ versionId }) => !asked.has(versionId));
  if (next) return promoteOn(hands, ledger, newAsking(next.versionId, chance.oneOf(["staging", "production"])));
  await new Promise((resolve) => setTimeout(resolve, 5));
}

async function untilKilled(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  while (!signal.aborted)
    try {
      await work();
    } catch (error) {
      if (!isCut(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
}

async function crash({ cluster, server }: Scene, chance: Chance, victim: Victim): Promise<void> {
  const how = chance.oneOf(["immediate", "postmaster"]);
  if (victim !== "server") await cluster?.crash(how);
  if (victim !== "database") await server.kill();
}

/** A killed database comes back under a server that goes on; a killed server starts again on the same place. */
async function recover(scene: Scene, victim: Victim): Promise<void> {
  if (victim !== "server") await scene.cluster?.restart();
  if (victim === "database") {
    await expect.poll(async () => (await fetch(`${scene.server.url}/readyz`)).status, { timeout: 10_000 }).toBe(200);
    return;
  }
  await expectClean(scene.place);
  scene.server = await startServer({ place: scene.place });
}

/** Nobody need take our word for it: the exported log verifies offline. */
async function expectVerifiable({ server, tokens }: Scene): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "chancery-kill-"));
  try {
    const admin = bearerAt(server.url, tokens.admin);
    await writeFile(join(folder, "audit.ndjson"), (await admin.ok("/api/v1/audit/export")).body as Buffer);
    const { verifierKey } = (await admin.ok("/api/v1/info")).body as { verifierKey: string };
    const verified = await chancery(["audit", "verify", "audit.ndjson", "--key", verifierKey], {
      cwd: folder,
      home: folder,
    });
    expect(verified.code, verified.stdout + verified.stderr).toBe(0);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
