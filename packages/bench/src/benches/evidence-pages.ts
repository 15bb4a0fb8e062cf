// The pages a reviewer decides on, as the server renders them: a version with its evidence, a promotion with its dossier.
import { join } from "node:path";
import { bench, type Place } from "../bench.ts";
import { seedCatalogue, type SownModel } from "../seed/catalogue.ts";
import { createChance } from "../seed/chance.ts";
import { seedPeople } from "../seed/people.ts";
import { openRows } from "../seed/rows.ts";
import { tellSeededRows } from "../seed/tell-rows.ts";
import { openRegistry, type Registry } from "../stage/registry.ts";
import { timeOf } from "../stage/timing.ts";

type Filled = Registry & {
  readonly turns: number;
  readonly versions: readonly string[];
  readonly promotions: readonly string[];
};

const size = { models: 500, versions: 10, evaluated: 9, evaluations: 12, files: 4 };
const teams = 20;

export const evidencePages = bench({
  name: "evidence-pages",
  what: "version page and promotion page, whole HTML from the built server, 500 models, 5,000 versions, 54,000 evaluations",
  against: "–",
  reach: [
    { figure: "version page p95", unit: "ms", compare: "alone", atMost: 100 },
    { figure: "promotion page p95", unit: "ms", compare: "alone", atMost: 100 },
    { figure: "reviews page p95", unit: "ms", compare: "alone", atMost: 200 },
    { figure: "models page p95", unit: "ms", compare: "alone", atMost: 200 },
  ],
  async prepare(place): Promise<Filled> {
    const registry = await openRegistry(place);
    const { models } = await fill(registry, place);
    const asked = models
      .filter(({ visibility }) => visibility !== "restricted") // those take a grant of their own
      .slice(0, place.size({ full: 60, quick: 12 }));
    const promotions = [];
    for (const { versionIds } of asked) {
      const request = { versionId: versionIds[size.versions - 2], stage: "production", reason: "It measures better." };
      const { number } = (await registry.admin.mutate("promotions.request", request)) as { readonly number: number };
      promotions.push(`/promotions/P-${number}`);
    }
    const versions = asked.map(({ team, name }) => `/models/${team}/${name}/v/${size.versions - 1}`);
    return { ...registry, turns: place.size({ full: 100, quick: 3 }), versions, promotions };
  },
  async ours({ server, admin, turns, versions, promotions }) {
    const p95 = async (paths: readonly string[], holds: string) => {
      const { p95: slow } = await timeOf(turns, async (turn) => {
        const path = paths[turn % paths.length]!;
        const answer = await fetch(server.url + path, { headers: { cookie: admin.cookie } });
        const html = await answer.text();
        if (!answer.ok || !html.includes(holds)) throw new Error(`${path} was answered ${answer.status}`);
      });
      return slow;
    };
    return {
      "version page p95": await p95(versions, "latency_p95"),
      "promotion page p95": await p95(promotions, "It measures better."),
      "reviews page p95": await p95(["/reviews?tab=asked"], "P-"),
      "models page p95": await p95(["/models"], "-0"),
    };
  },
});

/** The keeper of the registry may ask for promotions everywhere. */
async function fill({ home, admin }: Registry, place: Place): Promise<{ readonly models: readonly SownModel[] }> {
  const location = home.databaseUrl ?? join(home.dataFolder, "chancery.db");
  const rows = openRows(location);
  const chance = createChance("evidence-pages");
  const at = new Date("2024-01-01T00:00:00.000Z");
  const people = await seedPeople(rows, { chance, teams, at });
  const { id: keeperId } = (await admin.query("me.get")) as { readonly id: string };
  const grant = {
    actor_id: keeperId,
    role: "contributor",
    scope: "team",
    granted_by: "system",
    given_at: at,
    from: at,
  };
  await rows.insert(
    "grant",
    people.teamIds.map((scopeId) => ({ id: chance.id(at), ...grant, scope_id: scopeId })),
  );
  const models = await seedCatalogue(rows, {
    chance,
    people,
    size: { ...size, models: place.size({ full: 500, quick: 40 }) },
  });
  await rows.close();
  await tellSeededRows(location, home.dataFolder);
  return { models };
}
