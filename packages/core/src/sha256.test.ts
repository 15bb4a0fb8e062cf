import fc from "fast-check";
import { expect, it } from "vitest";
import { sha256 as ofNode } from "../node/sha256.ts";
import { sha256 as portable } from "./sha256.ts";

it("is one function, with Node and without", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(Buffer.from(ofNode(bytes)).toString("hex")).toBe(Buffer.from(portable(bytes)).toString("hex"));
    }),
  );
});
