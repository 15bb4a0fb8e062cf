// The same house under a clock that the demo moves: what happens in it is real, only the dates are 90 days of story.
import { uuidv7Maker } from "@chancery/core";
import type { House } from "../house.ts";

export const storyDays = 90;
const dayMs = 24 * 3_600_000;

export type MovableHouse = {
  readonly house: House;
  /** Moves to a day of the story, 0 to 90; never backwards. */
  moveTo(day: number): void;
  /** Lets some seconds pass, so that no two acts share an instant. */
  tick(): void;
};

/** The story ends now, by the clock of the real house. */
export function movable(real: House): MovableHouse {
  const end = real.clock.now().getTime();
  const start = end - storyDays * dayMs;
  let now = start;
  let ticks = 0;
  const forward = (to: number) => void (now = Math.min(Math.max(now, to), end));
  const clock = { now: () => new Date(now) };
  const newId = uuidv7Maker({ now: clock.now, random: (bytes) => real.random(bytes) });
  return {
    house: { ...real, clock, newId },
    moveTo: (day) => forward(start + day * dayMs),
    tick: () => forward(now + 4_000 + ((ticks++ * 7_919) % 41_000)),
  };
}
