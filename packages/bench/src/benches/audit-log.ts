// A log of 200,000 entries: taken away, proven offline, searched on its page.
import { createWriteStream } from "node:fs";
import { mkdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { createLogSigner } from "@chancery/services";
import { chancery } from "e2e/support/cli.ts";
import { bench, type Place } from "../bench.ts";
import { seedCatalogue } from "../seed/catalogue.ts";
import { createChance } from "../seed/chance.ts";
import { headIn, seedLog } from "../seed/log.ts";
import { seedPeople } from "../seed/people.ts";
import { openRows } from "../seed/rows.ts";
import { openRegistry, type Registry } from "../stage/registry.ts";
import { growthDuring } from "../stage/resident.ts";
import { timeOf } from "../stage/timing.ts";

type Log = Registry & {
  readonly folder: string;
  readonly entries: number;
  readonly key: string;
  readonly turns: number;
};

export const auditLog = bench({
  name: "audit-log",
  what: "export of 200,000 audit entries over HTTP, verification of it by the CLI, search on the audit page",
  against: "–",
  reach: [
    { figure: "first byte", unit: "s", compare: "alone", atMost: 1 },
    { figure: "server growth", unit: "MB", compare: "alone", atMost: 150 },
    { figure: "exported", unit: "entries/s", compare: "alone" },
    { figure: "verified", unit: "entries/s", compare: "alone", atLeast: 50_000 },
    { figure: "search p95", unit: "ms", compare: "alone", atMost: 400 },
  ],
  rounds: 3,
  limitMs: 600_000,
  async prepare(place: Place): Promise<Log> {
    const registry = await openRegistry(place);
    const entries = place.size({ full: 200_000, quick: 3_000 });
    const location = registry.home.databaseUrl ?? join(registry.home.dataFolder, "chancery.db");
    const status = (await registry.admin.query("audit.status")) as {
      readonly origin: string;
      readonly verifierKey: string;
    };
    const rows = openRows(location);
    const chance = createChance("audit-log");
    const people = await seedPeople(rows, { chance, teams: 20, at: new Date("2024-01-01T00:00:00.000Z") });
    const size = { models: 500, versions: 10, evaluated: 0, evaluations: 0, files: 0 };
    const models = await seedCatalogue(rows, { chance, people, size });
    const seed = Buffer.from(await readFile(join(registry.home.dataFolder, "log.key"), "utf8"), "base64");
    const signer = createLogSigner({ origin: status.origin, seed });
    await seedLog(rows, await headIn(location), { chance, people, models, signer, count: entries });
    await rows.close();
    await mkdir(join(place.folder, "home"));
    const turns = place.size({ full: 10, quick: 1 });
    return { ...registry, folder: place.folder, entries, key: status.verifierKey, turns };
  },
  async ours(log) {
    const file = join(log.folder, "export.ndjson");
    const exported = await exportTo(log, file);
    const startedAt = performance.now();
    const verdict = await chancery(["audit", "verify", file, "--key", log.key], {
      cwd: log.folder,
      home: join(log.folder, "home"),
    });
    const verifyMs = performance.now() - startedAt;
    if (verdict.code !== 0) throw new Error(`the export does not verify: ${verdict.stdout}${verdict.stderr}`);
    return { ...exported, verified: (log.entries / verifyMs) * 1000, "search p95": await searchP95(log) };
  },
});

async function exportTo({ server, token, entries }: Log, file: string) {
  const startedAt = performance.now();
  const { answer, growthMb } = await growthDuring(server.pid, async () => {
    const response = await fetch(`${server.url}/api/v1/audit/export`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!response.ok || !response.body) throw new Error(`the export was answered ${response.status}`);
    const bytes = Readable.fromWeb(response.body as ReadableStream<Uint8Array>);
    let firstMs = 0;
    bytes.once("data", () => (firstMs = performance.now() - startedAt));
    await pipeline(bytes, createWriteStream(file));
    return { firstMs };
  });
  const totalMs = performance.now() - startedAt;
  if ((await stat(file)).size < entries * 300) throw new Error("the export is shorter than the log");
  return { "first byte": answer.firstMs / 1000, "server growth": growthMb, exported: (entries / totalMs) * 1000 };
}

/** What an auditor types: an id, a digest nobody has, words, the name of a model, a person's. */
async function searchP95({ admin, turns }: Log): Promise<number> {
  const asked = [
    { q: "sealed" },
    { q: "no-such-thing" },
    { q: "-000123" },
    { actor: "Maker 7" },
    { kind: "version" },
    { q: "a0b1c2" },
  ];
  const { p95 } = await timeOf(turns * asked.length, async (turn) => {
    const input = asked[turn % asked.length]!;
    const { items } = (await admin.query("audit.list", input)) as { readonly items: readonly unknown[] };
    if (input.q !== "no-such-thing" && input.q !== "a0b1c2" && items.length === 0)
      throw new Error(`${JSON.stringify(input)} found nothing`);
  });
  return p95;
}
