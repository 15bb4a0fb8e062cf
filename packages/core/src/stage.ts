// The stages a version can hold, in order.

export type Stage = { readonly name: string; readonly isExclusive: boolean };

/** In an exclusive stage a newcomer ends the incumbent's interval. */
export const stages = [
  { name: "development", isExclusive: false },
  { name: "staging", isExclusive: true },
  { name: "production", isExclusive: true },
  { name: "archived", isExclusive: false },
] as const satisfies readonly Stage[];

export type StageName = (typeof stages)[number]["name"];
export const stageNames = stages.map((stage) => stage.name) as [StageName, ...StageName[]];
export const isStageName = (name: string): name is StageName => (stageNames as readonly string[]).includes(name);
/** The stage of that name; throws on any other text, so a stored name is checked when it is read. */
export function toStageName(name: string): StageName {
  if (!isStageName(name)) throw new RangeError(`there is no stage ${name}`);
  return name;
}
export const isExclusive = (name: StageName): boolean =>
  stages.some((stage) => stage.name === name && stage.isExclusive);

/** Who held a stage at an instant, and who let it in. */
export type HolderThen = {
  readonly stage: StageName;
  readonly versionId: string;
  readonly number: number;
  readonly since: string;
} & Pick<Occupancy, "promotionNumber" | "requestedBy" | "letInBy">;

/** One stay of a version in a stage: who let it in, who ended it. Times are ISO 8601 UTC. */
export type Occupancy = {
  readonly stage: StageName;
  readonly versionId: string;
  readonly versionNumber: number;
  readonly from: string;
  readonly to: string | null;
  readonly promotionNumber: number;
  readonly requestedBy: string;
  readonly letInBy: readonly string[];
  readonly endedByPromotionNumber: number | null;
};
