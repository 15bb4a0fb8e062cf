// One telling of the demo's story: the stage it plays on, who plays, and the ids behind the names the story uses.
import type { Call } from "../house.ts";
import type { Cast, Who } from "./cast.ts";
import type { MovableHouse } from "./movable-house.ts";

export type Telling = {
  readonly stage: MovableHouse;
  readonly cast: Cast;
  /** By `team/name`. */
  readonly models: Map<string, string>;
  /** By `team/name:number`. */
  readonly versions: Map<string, string>;
  /** By `name@version`. */
  readonly datasets: Map<string, string>;
  /** By `team/name:number → stage`. */
  readonly promotions: Map<string, { readonly id: string; readonly number: number }>;
};
export type By = { readonly by: Who };
export type OfVersion = By & { readonly ref: string };

/** Something that happens on a day of the story; a fraction is an hour. */
export type Happening = { readonly day: number; readonly play: (telling: Telling) => Promise<unknown> };
export const on = (day: number, play: Happening["play"]): Happening => ({ day, play });

export const openTelling = (stage: MovableHouse, cast: Cast): Telling => ({
  stage,
  cast,
  models: new Map(),
  versions: new Map(),
  datasets: new Map(),
  promotions: new Map(),
});

/** A request by somebody, some seconds after the last one. */
export function callOf({ stage, cast }: Telling, who: Who): Call {
  stage.tick();
  return { actor: cast[who], requestId: stage.house.newId() };
}

/** What the story named before; throws where it is told in the wrong order. */
export function named<T>(map: ReadonlyMap<string, T>, name: string): T {
  const value = map.get(name);
  if (value === undefined) throw new Error(`the story has no ${name} yet`);
  return value;
}

/** `team/name` of `team/name:3`. */
export const modelOf = (ref: string): string => ref.slice(0, ref.lastIndexOf(":"));
