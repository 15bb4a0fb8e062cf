import { describe, expect, it } from "vitest";
import { judge, spreadOf } from "./judge.ts";

const rounds = [
  { ours: { rate: 40 }, peer: { rate: 100 } },
  { ours: { rate: 30 }, peer: { rate: 50 } },
  { ours: { rate: 10 }, peer: { rate: 40 } },
];
const reach = { figure: "rate", unit: "/s", compare: "ratio" } as const;

describe("judge", () => {
  it("compares each round with its own peer", () => {
    const { compared, ours, peer } = judge(reach, rounds);
    expect(compared).toEqual({ median: 0.4, least: 0.25, most: 0.6 });
    expect([ours.median, peer?.median]).toEqual([30, 50]);
    expect(judge({ ...reach, compare: "difference" }, rounds).compared.median).toBe(-30);
    expect(judge({ ...reach, compare: "alone" }, rounds).compared.median).toBe(30);
  });

  it("holds the median against both limits, and judges nothing without one", () => {
    expect(judge({ ...reach, atLeast: 0.4 }, rounds).isReached).toBe(true);
    expect(judge({ ...reach, atLeast: 0.41 }, rounds).isReached).toBe(false);
    expect(judge({ ...reach, atMost: 0.39 }, rounds).isReached).toBe(false);
    expect(judge(reach, rounds).isReached).toBeUndefined();
  });

  it("refuses a round without the figure, and a comparison without a peer", () => {
    expect(() => judge({ ...reach, figure: "other" }, rounds)).toThrow("no figure other");
    expect(() => judge(reach, [{ ours: { rate: 1 } }])).toThrow("no peer");
  });
});

describe("spreadOf", () => {
  it("takes the middle, or the mean of the middle two", () => {
    expect(spreadOf([9, 1, 5])).toEqual({ median: 5, least: 1, most: 9 });
    expect(spreadOf([4, 2]).median).toBe(3);
  });
});
