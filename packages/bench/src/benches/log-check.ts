// What the check of a long log takes: every entry against its hash, its columns and the tree, every governed row against the log.
import { join } from "node:path";
import { systemActor } from "@chancery/core";
import { readHead } from "@chancery/db";
import { checkLog, takeBaseline, type House } from "@chancery/services";
import { bench } from "../bench.ts";
import { createChance } from "../seed/chance.ts";
import { seedLog } from "../seed/log.ts";
import { openRows } from "../seed/rows.ts";
import { openCatalogue } from "../stage/catalogue.ts";
import { callBy } from "../stage/house.ts";
import { growthDuring } from "../stage/resident.ts";

type Ground = { readonly house: House; readonly entries: number };

export const logCheck = bench({
  name: "log-check",
  what: "check of 200,000 audit entries and of the rows of 5,000 versions, as fsck makes it, SQLite, in process",
  against: "–",
  reach: [
    { figure: "checked", unit: "s", compare: "alone", atMost: 10 },
    { figure: "growth", unit: "MB", compare: "alone", atMost: 300 },
  ],
  rounds: 3,
  limitMs: 600_000,
  async prepare(place): Promise<Ground> {
    const location = join(place.folder, "chancery.db");
    const entries = place.size({ full: 200_000, quick: 3_000 });
    const size = { models: place.size({ full: 500, quick: 20 }), versions: 10, evaluated: 0, evaluations: 0, files: 0 };
    const { house, people, models } = await openCatalogue(place, { location, teams: 20, size });
    await takeBaseline(house);
    const rows = openRows(location);
    const chance = createChance("log-check");
    await seedLog(rows, await readHead(house.db.read), {
      chance,
      people,
      models,
      signer: house.signer,
      count: entries,
    });
    await rows.close();
    return { house, entries };
  },
  async ours({ house, entries }) {
    const startedAt = performance.now();
    const { answer, growthMb } = await growthDuring(process.pid, () => checkLog(house, callBy(house, systemActor), {}));
    const checked = (performance.now() - startedAt) / 1000;
    if (!answer.isOk || answer.treeSize < entries) throw new Error(`the log does not check: ${JSON.stringify(answer)}`);
    return { checked, growth: growthMb };
  },
});
