import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatConsistency, formatInclusion, parseConsistency, parseInclusion } from "./proof.ts";

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString("hex"));
const proof = fc.record({ number: fc.maxSafeNat(), hashes: fc.array(hash, { maxLength: 63 }) });
const checkpoint = "registry.test/audit\n5\nAAAA\n\n— registry.test/audit AAAAAAA=\n";

describe("proof texts", () => {
  it("are read back as they were written, the checkpoint verbatim", () => {
    fc.assert(
      fc.property(proof, ({ number, hashes }) => {
        const included = { index: number, hashes, checkpoint };
        expect(parseInclusion(formatInclusion(included))).toEqual(included);
        const consistent = { oldSize: number, hashes, checkpoint };
        expect(parseConsistency(formatConsistency(consistent))).toEqual(consistent);
      }),
    );
  });

  it("may carry an extra line, which says nothing to this log", () => {
    const text = formatInclusion({ index: 0, hashes: [], checkpoint });
    expect(parseInclusion(text.replace("index", "extra aGVsbG8=\nindex"))).toEqual({
      index: 0,
      hashes: [],
      checkpoint,
    });
  });

  const text = formatInclusion({ index: 3, hashes: ["ab".repeat(32)], checkpoint });
  it.each([
    ["of another version", text.replace("@v1", "@v2")],
    ["with a padded index", text.replace("index 3", "index 03")],
    ["with a negative index", text.replace("index 3", "index -3")],
    ["with an index beyond exact numbers", text.replace("index 3", "index 9007199254740993")],
    ["with a hash cut short", text.replace("q6ur", "")],
    ["with a hash that is no base64", text.replace("q6ur", "****")],
    ["with no blank line", text.replaceAll("\n\n", "\n")],
    ["empty", ""],
  ])("are refused %s", (_how, changed) => {
    expect(changed).not.toBe(text);
    expect(parseInclusion(changed)).toBeUndefined();
  });

  it("are refused with more hashes than any tree has levels", () => {
    const hashes = Array.from({ length: 64 }, () => "ab".repeat(32));
    expect(parseConsistency(formatConsistency({ oldSize: 1, hashes, checkpoint }))).toBeUndefined();
  });
});
