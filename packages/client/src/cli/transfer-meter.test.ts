import { describe, expect, it } from "vitest";
import { createMeter } from "./transfer-meter.ts";

const MB = 1_000_000;
function meterAt(startMs = 0) {
  let now = startMs;
  const meter = createMeter(() => now);
  return {
    observe: (ms: number, done: number, total = 1000 * MB) => ((now = startMs + ms), meter.observe(done, total)),
  };
}

describe("the transfer meter", () => {
  it("says nothing before it has seen enough", () => {
    const { observe } = meterAt(1_700_000_000_000);
    expect(observe(0, 0)).toEqual({ bytesPerSecond: null, secondsLeft: null });
    expect(observe(100, 5 * MB)).toEqual({ bytesPerSecond: null, secondsLeft: null });
  });

  it("shows a steady speed as it is, and the time the rest will take", () => {
    const { observe } = meterAt();
    let reading = observe(0, 0);
    for (let s = 1; s <= 10; s++) reading = observe(s * 1000, s * 50 * MB);
    expect(reading.bytesPerSecond).toBeCloseTo(50 * MB, 0);
    expect(reading.secondsLeft).toBeCloseTo(10, 5);
  });

  it("follows a change within some seconds, and is not thrown by one burst", () => {
    const { observe } = meterAt();
    for (let s = 0; s <= 10; s++) observe(s * 1000, s * 50 * MB);
    expect(observe(10_250, 530 * MB).bytesPerSecond).toBeLessThan(60 * MB);
    let reading = observe(11_000, 535 * MB);
    for (let s = 12; s <= 30; s++) reading = observe(s * 1000, 535 * MB + (s - 11) * 10 * MB);
    expect(reading.bytesPerSecond).toBeLessThan(12 * MB);
  });

  it("counts what was there already as nobody's speed", () => {
    const { observe } = meterAt();
    observe(0, 900 * MB);
    expect(observe(1000, 910 * MB).bytesPerSecond).toBeCloseTo(10 * MB, 0);
  });

  it("never shows a negative speed when a cut connection takes bytes back", () => {
    const { observe } = meterAt();
    for (let s = 0; s <= 5; s++) observe(s * 1000, s * 50 * MB);
    expect(observe(6000, 200 * MB).bytesPerSecond).toBeGreaterThan(0);
    expect(observe(7000, 250 * MB).bytesPerSecond).toBeGreaterThan(0);
  });

  it("has no time left at the end, and none to tell while nothing moves", () => {
    const { observe } = meterAt();
    observe(0, 0);
    observe(1000, 0);
    expect(observe(2000, 0)).toEqual({ bytesPerSecond: 0, secondsLeft: null });
    expect(observe(3000, 1000 * MB).secondsLeft).toBe(0);
  });
});
