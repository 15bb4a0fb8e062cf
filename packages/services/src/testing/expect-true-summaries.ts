// Compares every row that models are listed with with one made from scratch.
import { summariesKept } from "@chancery/db";
import { plainly } from "@chancery/db/testing";
import { expect } from "vitest";
import type { House } from "../house.ts";
import { summaryNow } from "../models/refresh-summary.ts";

/** Fails for a model without a row, and for a row that an act should have written again. */
export async function expectTrueSummaries({
  house,
  location,
}: {
  readonly house: House;
  readonly location: string;
}): Promise<void> {
  const modelIds = (await plainly(location, "SELECT id FROM model")).map(({ id }) => String(id));
  const kept = await summariesKept(house.db.read, modelIds);
  for (const modelId of modelIds) expect(kept.get(modelId)).toEqual(await summaryNow(house.db.read, modelId));
}
