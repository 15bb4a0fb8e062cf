// The rows of stages and tiers: read when a registry is opened, written when it is set up.
import { Stages, Tiers } from "@chancery/core";
import { asc } from "drizzle-orm";
import { one, open, type Builder, type Tx } from "./handle.ts";
import { builtIn, type Known } from "./known.ts";
import type { Tables } from "./schema/schema.ts";

/** The registry's own; those it will begin with where it was not set up yet. `builder`: of either engine. */
export async function readKnown(builder: object, t: Tables): Promise<Known> {
  const run = builder as Builder;
  const stages = await run.select().from(t.stages).orderBy(asc(t.stages.rank), asc(t.stages.id));
  const tiers = await run.select().from(t.tiers).orderBy(asc(t.tiers.rank), asc(t.tiers.id));
  return {
    stages: stages.length > 0 ? new Stages(stages.map(({ rank: _, ...stage }) => stage)) : builtIn.stages,
    tiers: tiers.length > 0 ? new Tiers(tiers.map(({ rank: _, ...tier }) => tier)) : builtIn.tiers,
  };
}

/** Keeps these as the registry's, in their order, unless it has some. */
export async function keepKnown(tx: Tx, { stages, tiers }: Known): Promise<void> {
  const { run, t } = open(tx);
  if (await one(run.select({ id: t.stages.id }).from(t.stages).limit(1))) return;
  await run.insert(t.stages).values(stages.all.map((stage, rank) => ({ ...stage, rank })));
  await run.insert(t.tiers).values(tiers.all.map((tier, rank) => ({ ...tier, rank })));
}
