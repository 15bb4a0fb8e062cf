// The list of models and the search in it: a registry a hundred times as large must not feel so.
import { join } from "node:path";
import type { Actor } from "@chancery/core";
import { listModels } from "@chancery/services";
import { bench, type Bench, type Figures, type Place } from "../bench.ts";
import { rare } from "../seed/catalogue.ts";
import { openCatalogue, type Catalogue } from "../stage/catalogue.ts";
import { callBy } from "../stage/house.ts";
import { openCluster, whyNoPostgres } from "../stage/postgres.ts";
import { quantilesOf, timeOf } from "../stage/timing.ts";

const figure = (name: string) => ({ figure: name, unit: "ms", compare: "ratio", atMost: 2 }) as const;

type Ground = (place: Place) => Promise<(name: string) => Promise<string>>;
const sqlite: Ground = (place) => Promise.resolve((name) => Promise.resolve(join(place.folder, `${name}.db`)));
const postgres: Ground = async (place) => (await openCluster(place)).create;

const declare = (name: string, engine: string, ground: Ground): Bench =>
  bench({
    name,
    what: `models page and search at 100,000 models, 1,000,000 versions, ${engine}`,
    against: "the same at 1,000 models, 10,000 versions",
    reach: [
      figure("page p95"),
      figure("deep page p95"),
      figure("search p95"),
      figure("filter p95"),
      { figure: "1–2 letters p95", unit: "ms", compare: "ratio" },
    ],
    limitMs: 900_000,
    async prepare(place) {
      const locate = await ground(place);
      const open = async (models: number) => {
        const size = { models, versions: 10, evaluated: 3, evaluations: 1, files: 0 };
        const location = await locate(`m${models}`);
        const catalogue = await openCatalogue(place, { location, teams: 100, size });
        return preparedWith(catalogue, place.size({ full: 40, quick: 3 }));
      };
      return { large: await open(place.size({ full: 100_000, quick: 2_000 })), small: await open(1_000) };
    },
    ours: ({ large }) => measured(large),
    peer: ({ small }) => measured(small),
  });

export const modelsList = declare("models-list-sqlite", "SQLite", sqlite);
export const modelsListPostgres: Bench = {
  ...declare("models-list-postgres", "PostgreSQL", postgres),
  whyLeftOut: whyNoPostgres,
};

type Prepared = Catalogue & { readonly turns: number; readonly keys: ReadonlyMap<Actor, string> };

/** Finds the key of a page in the middle of each viewer's list. */
async function preparedWith(catalogue: Catalogue, turns: number): Promise<Prepared> {
  const { house, people, size } = catalogue;
  const keys = new Map<Actor, string>();
  for (const viewer of [people.admin, people.member]) {
    let after: string | undefined;
    for (let seen = 0; seen < size.models / 4; seen += 200) {
      const page = await listModels(house, callBy(house, viewer), {
        limit: 200,
        order: "changed",
        ...(after && { after }),
      });
      if (page.next === null) break;
      after = page.next;
    }
    if (after) keys.set(viewer, after);
  }
  return { ...catalogue, turns, keys };
}

/** Each figure over an admin and somebody with one team's grants, in turn. */
async function measured({ house, people, size, turns, keys }: Prepared): Promise<Figures> {
  const p95 = async (inputs: readonly object[], isRight: (names: readonly string[], input: object) => boolean) => {
    const { p95: slow } = await timeOf(turns * inputs.length * 2, async (turn) => {
      const viewer = turn % 2 === 0 ? people.admin : people.member;
      const input = inputs[Math.floor(turn / 2) % inputs.length]!;
      const page = await listModels(house, callBy(house, viewer), { limit: 50, order: "changed", ...input });
      const names = page.items.map((item) => `${item.name} ${item.description}`);
      if (viewer === people.admin && !isRight(names, input))
        throw new Error(`${JSON.stringify(input)} answered ${names.length} models`);
    });
    return slow;
  };
  const isFull = (names: readonly string[]) => names.length === 50;
  const deep = await deepPages({ house, turns, keys });
  const last = String(size.models - 1).padStart(6, "0");
  const searches = [{ q: "fraud" }, { q: rare.word }, { q: last }, { q: "no such model" }, { q: "ranks calls" }];
  const found = (names: readonly string[], input: object) => {
    const { q } = input as { readonly q: string };
    return names.every((text) => text.includes(q)) && (names.length === 0) === (q === "no such model");
  };
  return {
    "page p95": await p95([{}], isFull),
    "deep page p95": deep,
    "search p95": await p95(searches, found),
    "filter p95": await p95(
      [{ stage: "production" }, { tier: "high" }, { team: "team-3", q: "-00" }],
      (names) => names.length > 0,
    ),
    "1–2 letters p95": await p95([{ q: "zq" }, { q: "z" }, { q: "ra" }], () => true),
  };
}

async function deepPages({ house, turns, keys }: Pick<Prepared, "house" | "turns" | "keys">): Promise<number> {
  const taken: number[] = [];
  for (let turn = 0; turn < turns; turn += 1)
    for (const [viewer, after] of keys) {
      const startedAt = performance.now();
      // The key was sealed for pages of any size.
      const page = await listModels(house, callBy(house, viewer), { limit: 50, order: "changed", after });
      taken.push(performance.now() - startedAt);
      if (page.items.length === 0) throw new Error("the deep page is empty");
    }
  return quantilesOf(taken).p95;
}
