// Page keys: opaque, signed, bound to the list they were made for.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { House } from "./house.ts";
import { openPageKey, PageInput, sealPageKey } from "./paging.ts";

const houseWith = (secret: string) => ({ settings: { secret } }) as House;
const house = houseWith("0123456789abcdef0123456789abcdef");

describe("page keys", () => {
  it("give back what was sealed", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.integer()), { minLength: 1, maxLength: 3 }), (key) => {
        expect(openPageKey(house, ["a"], sealPageKey(house, ["a"], key))).toEqual(key);
      }),
    );
  });

  it("are refused when a character changed, for another filter, and under another secret", () => {
    const sealed = sealPageKey(house, ["models", { team: "speech" }], ["x", 7]);
    const open =
      (given: string, filter: unknown = ["models", { team: "speech" }], by = house) =>
      () =>
        openPageKey(by, filter, given);
    const refused = expect.objectContaining({ code: "INVALID_INPUT" }) as Error;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: sealed.length - 1 }),
        fc.string({ minLength: 1, maxLength: 1 }),
        (at, character) => {
          const changed = sealed.slice(0, at) + character + sealed.slice(at + 1);
          // base64url has unused bits in its last character: the same bytes are the same key.
          const isSame = Buffer.from(changed.split(".")[1] ?? "", "base64url").equals(
            Buffer.from(sealed.split(".")[1] ?? "", "base64url"),
          );
          if (changed.split(".")[0] === sealed.split(".")[0] && isSame) return;
          expect(open(changed)).toThrow(refused);
        },
      ),
    );
    expect(open(sealed, ["models", { team: "vision" }])).toThrow(refused);
    expect(open(sealed, undefined, houseWith("another secret of 32 characters!"))).toThrow(refused);
    for (const made of ["", ".", "a.b", "%", "[]"]) expect(open(made)).toThrow(refused);
    expect(openPageKey(house, ["a"], undefined)).toBeUndefined();
  });

  it.each([0, -1, 201, 1e9, 1.5, Number.NaN, Infinity, "50", null])("refuse a limit of %s", (limit) => {
    expect(PageInput.safeParse({ limit }).success).toBe(false);
  });
});
