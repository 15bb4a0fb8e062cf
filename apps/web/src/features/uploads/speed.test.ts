import { expect, it } from "vitest";
import { Speed } from "./speed.ts";

it("is the mean of the last five seconds, of what was seen before them nothing", () => {
  const speed = new Speed();
  expect(speed.bytesPerSecond(0)).toBeUndefined();
  for (let second = 0; second <= 10; second++) speed.note(second * 1000, second < 5 ? 0 : (second - 5) * 1000);
  expect(speed.bytesPerSecond(10_000)).toBe(1000);
  expect(speed.bytesPerSecond(15_000)).toBe(500);
  speed.restart();
  expect(speed.bytesPerSecond(15_000)).toBeUndefined();
});
