import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from "./base64.ts";

describe("base64", () => {
  it("is what Node writes, and reads back, for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
        expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString("base64url"));
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
        expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
      }),
    );
  });

  it("reads no text but the one that encoding gives", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."AQgw+/-_= \n") }), (text) => {
        const [standard, url] = [fromBase64(text), fromBase64Url(text)];
        if (standard) expect(toBase64(standard)).toBe(text);
        if (url) expect(toBase64Url(url)).toBe(text);
      }),
    );
  });

  it.each(["QQ", "QQ=", "QR==", "QQ==\n", " QQ==", "Q", "QQ===", "QUI=QQ==", "QQ=="[0]!, "-_-_"])(
    "refuses %j",
    (text) => {
      expect(fromBase64(text)).toBeUndefined();
    },
  );
  it.each(["QQ==", "+/+/", "QR"])("refuses %j in the URL alphabet", (text) => {
    expect(fromBase64Url(text)).toBeUndefined();
  });
});
