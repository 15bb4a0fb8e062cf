import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isUuid, uuidv7, uuidv7Maker } from "./ids.ts";

const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const random = fc.uint8Array({ minLength: 10, maxLength: 10 });

describe("a UUIDv7", () => {
  it("has the time, version and variant of RFC 9562", () => {
    // RFC 9562, appendix A.6
    const bytes = Uint8Array.from(Buffer.from("0cc318c4dc0c0c07398f", "hex"));
    expect(uuidv7({ timestampMs: 0x017f22e279b0, random: bytes })).toBe("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    fc.assert(
      fc.property(time, random, (timestampMs, some) => {
        const id = uuidv7({ timestampMs, random: some });
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(timestampMs);
        expect(isUuid(id)).toBe(true);
      }),
    );
  });

  it("sorts by time as text", () => {
    fc.assert(
      fc.property(time, time, random, random, (a, b, one, two) => {
        fc.pre(a < b);
        expect(uuidv7({ timestampMs: a, random: one }) < uuidv7({ timestampMs: b, random: two })).toBe(true);
      }),
    );
  });

  it("is refused for times and randomness of the wrong size", () => {
    const ten = new Uint8Array(10);
    for (const timestampMs of [-1, 2 ** 48, 1.5, Number.NaN])
      expect(() => uuidv7({ timestampMs, random: ten })).toThrow(RangeError);
    expect(() => uuidv7({ timestampMs: 0, random: new Uint8Array(9) })).toThrow(RangeError);
  });
});

describe("a maker of ids", () => {
  it("only rises, within a millisecond and when the clock steps back", () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), random), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (moves) => {
        let [now, bytes] = [1000, new Uint8Array(10)];
        const make = uuidv7Maker({ now: () => new Date(now), random: () => bytes });
        const ids = moves.map(([step, some]) => {
          [now, bytes] = [Math.max(0, now + step), Uint8Array.from(some)];
          return make();
        });
        expect(ids).toEqual([...new Set(ids)].sort());
      }),
    );
  });

  it("borrows the next millisecond when one is used up", () => {
    const make = uuidv7Maker({ now: () => new Date(5), random: () => new Uint8Array(10).fill(255) });
    const [first, second] = [make(), make()];
    expect(first).toBe("00000000-0005-7fff-bfff-ffffffffffff");
    expect(second > first).toBe(true);
    expect(isUuid(second)).toBe(true);
    expect(second).toBe("00000000-0006-7000-8000-000000000000");
  });
});

describe("an id", () => {
  it.each([
    "",
    "0197F000-0000-7000-8000-000000000001",
    "0197f000-0000-7000-8000-00000000000",
    "0197f000-0000-7000-8000-000000000001\n",
    "../../../etc/passwd",
  ])("is not %j", (text) => expect(isUuid(text)).toBe(false));
});
