// What the kept row of a model saves its readers, and costs those who write it.
import { join } from "node:path";
import { listModels, recordEvaluation, refreshModelSummary } from "@chancery/services";
import { bench, type Figures } from "../bench.ts";
import { openCatalogue, type Catalogue } from "../stage/catalogue.ts";
import { callBy } from "../stage/house.ts";
import { quantilesOf, timeOf } from "../stage/timing.ts";

const size = { versions: 10, evaluated: 9, evaluations: 6, files: 0 };

export const modelsKept = bench({
  name: "models-kept",
  what: "50 models of 1,000 with 10 versions, 6 evaluations each, on SQLite; an evaluation recorded",
  against: "the same list made from the measurements; the act without the time that writing the model's row takes",
  reach: [
    { figure: "page p50", unit: "ms", compare: "ratio", atMost: 0.5 },
    { figure: "evaluation p50", unit: "ms", compare: "ratio", atMost: 1.5 },
  ],
  async prepare(place) {
    const models = place.size({ full: 1_000, quick: 60 });
    const open = (name: string, isOfBefore: boolean) =>
      openCatalogue(place, { location: join(place.folder, name), teams: 10, size: { ...size, models }, isOfBefore });
    const turns = place.size({ full: 100, quick: 3 });
    return { kept: await open("kept.db", false), before: await open("before.db", true), turns, without: NaN };
  },
  async ours(ground): Promise<Figures> {
    const page = await pageOf(ground.kept, ground.turns);
    const { act, row } = await evaluationOf(ground.kept, ground.turns);
    ground.without = act - row;
    return { "page p50": page, "evaluation p50": act };
  },
  peer: async ({ before, turns, without }): Promise<Figures> => ({
    "page p50": await pageOf(before, turns),
    "evaluation p50": without,
  }),
});

async function pageOf({ house, people }: Catalogue, turns: number): Promise<number> {
  const { p50 } = await timeOf(turns, async () => {
    const page = await listModels(house, callBy(house, people.admin), { limit: 50 });
    if (page.items.length !== 50 || !page.items.some(({ mainMetric }) => mainMetric !== null))
      throw new Error("the page is not full");
  });
  return p50;
}

/** The whole act, and within a transaction of its own, turn by turn, the writing of the row alone. */
async function evaluationOf({ house, people, models }: Catalogue, turns: number) {
  const [act, row]: number[][] = [[], []];
  for (let turn = 0; turn < turns; turn += 1) {
    const model = models[turn % models.length]!;
    const metrics = [{ name: "wer", value: "0.1", direction: "lower" as const }];
    const given = { versionId: model.versionIds.at(-2)!, phase: "validation" as const, metrics };
    let startedAt = performance.now();
    await recordEvaluation(house, callBy(house, people.admin), given);
    act!.push(performance.now() - startedAt);
    // eslint-disable-next-line no-restricted-syntax -- what command() does for the row is what is measured
    await house.db.transaction(async (tx) => {
      startedAt = performance.now();
      await refreshModelSummary(tx, model.id);
      row!.push(performance.now() - startedAt);
    });
  }
  return { act: quantilesOf(act!).p50, row: quantilesOf(row!).p50 };
}
