import { afterEach, expect, it, vi } from "vitest";
import { watchStall } from "./stall.ts";

afterEach(() => vi.useRealTimers());

it("keeps no process alive once the transfer is over, though a last byte moves after that", () => {
  vi.useFakeTimers();
  const stall = watchStall(undefined);
  stall.beat();
  expect(vi.getTimerCount()).toBe(1);
  stall.end();
  stall.beat();
  expect(vi.getTimerCount()).toBe(0);
});
