// What the audit leaf costs a write: the same change of a model with it and without, turn by turn.
import { join } from "node:path";
import { digestOf, type Actor } from "@chancery/core";
import { grantsOf, modelSubject, saveModel } from "@chancery/db";
import { takeBaseline, updateModel, type House } from "@chancery/services";
import { bench, type Figures } from "../bench.ts";
import { openCatalogue } from "../stage/catalogue.ts";
import { callBy } from "../stage/house.ts";
import { quantilesOf } from "../stage/timing.ts";

type Ground = {
  readonly house: House;
  readonly admin: Actor;
  readonly modelIds: readonly [audited: string, bare: string];
  readonly writes: number;
  /** What the last run of ours measured of the other side. */
  bare: Figures;
};

export const writeAudited = bench({
  name: "write-audited",
  what: "change of a model's description, SQLite with fsync, in process",
  against: "the same reads and the same update in a bare transaction, without its audit leaf",
  reach: [{ figure: "p50", unit: "ms", compare: "difference", atMost: 0.3 }],
  async prepare(place): Promise<Ground> {
    const size = { models: 1_000, versions: 4, evaluated: 0, evaluations: 0, files: 0 };
    const { house, people, models } = await openCatalogue(place, {
      location: join(place.folder, "chancery.db"),
      teams: 10,
      size,
    });
    await takeBaseline(house); // an act rewrites no row that no entry tells of, and these were put there with SQL
    const [audited, bare] = models;
    const modelIds = [audited!.id, bare!.id] as const;
    const writes = place.size({ full: 1_000, quick: 20 });
    return { house, admin: people.admin, modelIds, writes, bare: {} };
  },
  async ours(ground) {
    const { house, admin, modelIds, writes } = ground;
    const taken = { audited: [] as number[], bare: [] as number[] };
    const timed = async (into: number[], write: () => Promise<unknown>) => {
      const startedAt = performance.now();
      await write();
      into.push(performance.now() - startedAt);
    };
    const revisions = await Promise.all(modelIds.map(async (id) => (await modelSubject(house.db.read, id))!.revision));
    const [audited, bare] = revisions as [number, number];
    for (let n = 0; n < writes; n += 1) {
      const description = `Predicts what was asked for the ${n}th time.`;
      const own = { modelId: modelIds[0], revision: audited + n, description };
      await timed(taken.audited, () => updateModel(house, callBy(house, admin), own));
      await timed(taken.bare, () => updateBare(house, admin, { id: modelIds[1], revision: bare + n, description }));
    }
    ground.bare = { p50: quantilesOf(taken.bare).p50 };
    return { p50: quantilesOf(taken.audited).p50 };
  },
  peer: ({ bare }) => Promise.resolve(bare),
});

/** All that updateModel does, but for the leaf. */
const updateBare = (
  { db, clock }: House,
  { id: actorId }: Actor,
  { id, revision, description }: { readonly id: string; readonly revision: number; readonly description: string },
): Promise<string> =>
  // eslint-disable-next-line no-restricted-syntax -- what command() adds to a transaction is what is measured
  db.transaction(async (tx) => {
    const now = clock.now();
    const subject = await modelSubject(tx, id, { lock: true });
    await grantsOf(tx, { actorId, at: now });
    if (subject?.revision !== revision) throw new Error("somebody else wrote");
    await saveModel(tx, { id, revision, now, set: { description } });
    return digestOf({ description });
  });
