// A house over a seeded registry.
import { createHash } from "node:crypto";
import { fillModelSummaries, type House } from "@chancery/services";
import type { Place } from "../bench.ts";
import { seedCatalogue, type CatalogueSize, type SownModel } from "../seed/catalogue.ts";
import { createChance } from "../seed/chance.ts";
import { seedPeople, type People } from "../seed/people.ts";
import { openRows } from "../seed/rows.ts";
import { openHouse } from "./house.ts";

export type Catalogue = {
  readonly house: House;
  readonly people: People;
  readonly size: CatalogueSize;
  readonly models: readonly SownModel[];
};

type Wanted = {
  readonly location: string;
  readonly teams: number;
  readonly size: CatalogueSize;
  /** Left without the rows that models are listed with, as an upgrade finds them. */
  readonly isOfBefore?: boolean;
};

/** The same on every run, but for what the house itself writes. */
export async function openCatalogue(
  place: Place,
  { location, teams, size, isOfBefore = false }: Wanted,
): Promise<Catalogue> {
  const house = await openHouse(place, location);
  const rows = openRows(location);
  const chance = createChance(createHash("sha256").update(JSON.stringify(size)).digest("hex"));
  const people = await seedPeople(rows, { chance, teams, at: new Date("2024-01-01T00:00:00.000Z") });
  const models = await seedCatalogue(rows, { chance, people, size });
  await rows.close();
  if (!isOfBefore) await fillModelSummaries(house);
  return { house, people, size, models };
}
