import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { disclosureDigest, makeDisclosure, readDisclosure } from "./disclosure.ts";

describe("a disclosure", () => {
  it("has the digest of RFC 9901's example", () => {
    expect(disclosureDigest("WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0")).toBe(
      "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0",
    );
  });

  it("is read back as it was made, for any well-formed text", () => {
    const salt = fc.uint8Array({ minLength: 16, maxLength: 32 });
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), salt, (value, bytes) => {
        const disclosure = makeDisclosure({ name: "note", value, salt: bytes });
        expect(readDisclosure(disclosure)).toEqual({ name: "note", value, digest: disclosureDigest(disclosure) });
      }),
    );
  });

  it("hides equal values behind different salts", () => {
    const [one, two] = [1, 2].map((byte) =>
      makeDisclosure({ name: "a", value: "b", salt: new Uint8Array(16).fill(byte) }),
    );
    expect(disclosureDigest(one!)).not.toBe(disclosureDigest(two!));
  });

  it("is refused with a salt that could be guessed", () => {
    expect(() => makeDisclosure({ name: "a", value: "b", salt: new Uint8Array(15) })).toThrow("128 bits");
  });

  it("replaces what UTF-8 cannot carry", () => {
    const disclosure = makeDisclosure({ name: "userAgent", value: "x\ud800y", salt: new Uint8Array(16) });
    expect(readDisclosure(disclosure)?.value).toBe("x\ufffdy");
  });

  const encode = (text: string | Uint8Array) => Buffer.from(text as string).toString("base64url");
  it.each([
    ["no base64url", "%%%"],
    ["no JSON", encode("hello")],
    ["no UTF-8", Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]).toString("base64url")],
    ["two parts", encode('["salt","name"]')],
    ["a value that is no text", encode('["salt","name",1]')],
    ["an object", encode('{"length":3}')],
  ])("is none with %s", (_what, text) => {
    expect(readDisclosure(text)).toBeUndefined();
  });
});
