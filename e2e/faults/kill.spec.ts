// kill -9 at random moments of push and of vote, on the engine of this run; on PostgreSQL the database is killed too.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bearerAt, type Bearer } from "../support/bearer.ts";
import { chanceOf, newSeed, type Chance } from "../support/chance.ts";
import { chancery } from "../support/cli.ts";
import { Refused } from "../support/http.ts";
import { openCluster, type Cluster } from "../support/postgres-cluster.ts";
import { expectKept, expectTrueBytes, type Checked } from "../support/promises.ts";
import { openRegistry, team, type Registry } from "../support/registry.ts";
import { newAsking, newLedger, newPush, promoteOn, pushOn, type Ledger } from "../support/remembered-load.ts";
import { isFull, rounds } from "../support/rounds.ts";
import { openPlace, runServer, startServer, type Place, type RunningServer } from "../support/server.ts";
import { expect, test } from "@playwright/test";

const isPostgres = Boolean(process.env["CHANCERY_E2E_DATABASE_URL"]);
const killings = isPostgres ? rounds({ ci: 4, full: 50 }) : rounds({ ci: 10, full: 200 });

type Scene = {
  readonly place: Place;
  readonly cluster: Cluster | undefined;
  readonly tokens: Registry["tokens"];
  readonly ledger: Ledger;
  readonly read: Set<string>;
  checked: Checked;
  server: RunningServer;
};
type Hands = { readonly maker: Bearer; readonly reviewer: Bearer };
type Victim = "server" | "database" | "both";

test(`kill -9 loses nothing that was answered: ${killings} rounds of push and vote`, async () => {
  test.setTimeout(isFull ? 3_600_000 : 300_000);
  const seed = newSeed();
  const cluster = isPostgres ? await openCluster() : undefined;
  const place = await openPlace({ databaseServer: cluster?.url });
  const scene = await begin(place, cluster);
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
    await expectClean(scene);
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

async function begin(place: Place, cluster: Cluster | undefined): Promise<Scene> {
  const { server, tokens, maker } = await openRegistry(place);
  await maker.mutate("models.create", { team, name: "crashed" });
  const checked = { finished: 0, sealed: 0, votes: 0 };
  return { place, cluster, tokens, ledger: newLedger(), read: new Set(), checked, server };
}

const handsOf = ({ server, tokens }: Scene): Hands => ({
  maker: bearerAt(server.url, tokens.maker),
  reviewer: bearerAt(server.url, tokens.reviewer),
});

/** After a crash: what was answered is there, what was cut off goes on under its own keys, what is visible has its bytes. */
async function judge(scene: Scene): Promise<void> {
  const { ledger } = scene;
  const hands = handsOf(scene);
  scene.checked = await expectKept(hands.maker, ledger, scene.checked);
  for (const push of [...ledger.pushes]) await pushOn(hands.maker, ledger, push);
  for (const asking of [...ledger.askings]) await promoteOn(hands, ledger, asking);
  scene.checked = await expectKept(hands.maker, ledger, scene.checked);
  await expectTrueBytes(hands.maker, scene.read);
}

/** Two pushes and a review at once, until the victim is killed some moments after a request of a random number was sent. */
async function killAmid(scene: Scene, chance: Chance, victim: Victim): Promise<void> {
  const mark = chance.between(1, 60);
  const delayMs = chance.between(0, 12);
  const stopping = new AbortController();
  let sent = 0;
  let kill: () => void = () => undefined;
  const killed = new Promise<void>((resolve, reject) => {
    kill = () => setTimeout(() => crash(scene, chance, victim).then(resolve, reject), delayMs);
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

/** No answer, or one of 5xx, is what a crash looks like; any other refusal is a fault. */
async function untilKilled(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  while (!signal.aborted)
    try {
      await work();
    } catch (error) {
      if (error instanceof Refused ? error.status < 500 : !(error instanceof TypeError)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (!signal.aborted) continue;
      return;
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
  await expectClean(scene);
  scene.server = await startServer({ place: scene.place });
}

/** The log has no gap, its root is that of its leaves, and every content has its SHA-256: the operator's own command. */
async function expectClean({ place }: Scene): Promise<void> {
  const { code, output } = await runServer({ place, args: ["--fsck", "--blobs"] });
  expect(code, output).toBe(0);
  expect(output).toMatch(/ok: \d+ entries, root [0-9a-f]{64}/);
  expect(output).toMatch(/ok: \d+ contents/);
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
