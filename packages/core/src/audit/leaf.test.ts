import { CloudEvent } from "cloudevents";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { disclosureDigest } from "./disclosure.ts";
import { canonicalJson, type JsonValue } from "./jcs.ts";
import { buildLeaf, eventType, maxLeafBytes, readLeaf, type LeafParts } from "./leaf.ts";

const parts: LeafParts = {
  index: 12,
  id: "0197f000-0000-7000-8000-000000000001",
  origin: "registry.test/audit",
  kind: "promotion.voted@1",
  subject: { kind: "promotion", id: "0197f000-0000-7000-8000-000000000002" },
  time: new Date("2026-03-01T09:00:00.123Z"),
  auth: { type: "app_user", id: "0197f000-0000-7000-8000-000000000003" },
  requestId: "req-1",
  causedBy: "0197f000-0000-7000-8000-000000000004",
  outcome: "success",
  after: { decision: "approve", number: 7, isLast: true, before: null, fields: ["a", "b"] },
  personal: [
    { name: "printedName", value: "Bo Lindqvist", salt: new Uint8Array(16).fill(1) },
    { name: "note", value: "fine by me", salt: new Uint8Array(16).fill(2) },
  ],
};
const textOf = (leaf: LeafParts) => new TextDecoder().decode(buildLeaf(leaf).bytes);
const eventOf = (leaf: LeafParts) =>
  JSON.parse(textOf(leaf)) as Record<string, never> & { data: Record<string, unknown> };

describe("a leaf", () => {
  it("has these very bytes", () => {
    expect(textOf({ ...parts, personal: [] })).toBe(
      '{"authid":"0197f000-0000-7000-8000-000000000003","authtype":"app_user","causationid":"0197f000-0000-7000-8000-000000000004","correlationid":"req-1","data":{"after":{"before":null,"decision":"approve","fields":["a","b"],"isLast":true,"number":7},"outcome":"success"},"datacontenttype":"application/json","id":"0197f000-0000-7000-8000-000000000001","sequence":"0000000000000012","source":"//registry.test/audit","specversion":"1.0","subject":"promotion/0197f000-0000-7000-8000-000000000002","time":"2026-03-01T09:00:00.123Z","type":"chancery.promotion.voted.v1"}',
    );
  });

  it("is a CloudEvent by the official SDK's strict reading", () => {
    const event = eventOf(parts);
    expect(new CloudEvent(event, true).validate()).toBe(true);
    expect(canonicalJson(JSON.parse(JSON.stringify(new CloudEvent(event, true).toJSON())) as JsonValue)).toBe(
      textOf(parts),
    );
  });

  it("is canonical and read back, whatever stands in it", () => {
    // No act has a member of that name, and an input that has one is refused.
    const name = fc.string({ unit: "grapheme", maxLength: 20 }).filter((text) => text !== "__proto__");
    const after = fc.dictionary(
      name,
      fc.oneof(fc.string({ unit: "grapheme" }), fc.maxSafeInteger(), fc.boolean(), fc.constant(null)),
    );
    fc.assert(
      fc.property(after, fc.nat({ max: 10 ** 12 }), (open, index) => {
        fc.pre(!Object.values(open).some((value) => Object.is(value, -0)));
        const text = textOf({ ...parts, after: open, index });
        expect(canonicalJson(JSON.parse(text) as JsonValue)).toBe(text);
        const read = readLeaf(text);
        expect(read.ok && [read.leaf.index, read.leaf.after]).toEqual([index, JSON.parse(JSON.stringify(open))]);
      }),
    );
  });

  it("shows personal data only as salted digests, sorted", () => {
    const { bytes, disclosures } = buildLeaf(parts);
    const text = new TextDecoder().decode(bytes);
    expect(text).not.toMatch(/Lindqvist|fine by me|printedName|note/);
    expect(eventOf(parts).data).toMatchObject({ _sd: disclosures.map(disclosureDigest).sort(), _sd_alg: "sha-256" });
  });

  it("names the grounds of a refusal by code", () => {
    const { data } = eventOf({
      ...parts,
      outcome: "denied",
      after: { count: 3 },
      personal: [],
      reasons: ["voter_is_requester"],
    });
    expect(data).toEqual({ outcome: "denied", after: { count: 3 }, reasons: ["voter_is_requester"] });
  });

  it("reads back all that was said", () => {
    const read = readLeaf(textOf(parts));
    expect(read).toMatchObject({
      ok: true,
      leaf: {
        index: 12,
        id: parts.id,
        origin: parts.origin,
        kind: "promotion.voted@1",
        subject: `promotion/${parts.subject.id}`,
        time: parts.time,
        auth: parts.auth,
        requestId: "req-1",
        causedBy: parts.causedBy,
        outcome: "success",
        after: parts.after,
        reasons: [],
      },
    });
  });

  it.each([
    ["a fraction", { value: 0.5 }],
    ["a number beyond exact integers", { value: 2 ** 53 }],
    ["minus zero", { value: -0 }],
    ["NaN, deep inside", { value: { list: [Number.NaN] } }],
    ["a lone surrogate", { value: "\ud800" }],
    ["a date object", { value: new Date(0) }],
    ["undefined in a list", { value: [undefined] }],
  ])("is not built with %s", (_what, after) => {
    expect(() => buildLeaf({ ...parts, after })).toThrow(TypeError);
  });

  it("is not built above 65,535 bytes", () => {
    const room = maxLeafBytes - buildLeaf({ ...parts, after: { value: "" } }).bytes.length;
    expect(buildLeaf({ ...parts, after: { value: "x".repeat(room) } }).bytes).toHaveLength(maxLeafBytes);
    expect(() => buildLeaf({ ...parts, after: { value: "x".repeat(room + 1) } })).toThrow(RangeError);
  });

  it("has a type from the catalogue's kind", () => {
    expect(eventType("version.file-removed@1")).toBe("chancery.version.file-removed.v1");
  });
});

describe("reading a leaf", () => {
  const text = textOf(parts);
  it.each([
    ["white space", text.replace('","', '", "')],
    ["a line feed at the end", `${text}\n`],
    ["another order of members", `{"type":"chancery.a.v1",${text.slice(1)}`],
    ["a member twice", text.replace('"authtype"', '"authtype":"system","authtype"')],
    ["an escape that is not needed", text.replace("req-1", "\\u0072eq-1")],
    ["a number in another form", text.replace('"number":7', '"number":7.0')],
    ["no JSON", "hello"],
    ["too deep a nest", "[".repeat(60_000) + "]".repeat(60_000)],
  ])("refuses %s as not canonical", (_what, changed) => {
    expect(changed).not.toBe(text);
    expect(readLeaf(changed)).toMatchObject({ ok: false, reasons: [{ code: "leaf_not_canonical" }] });
  });

  it.each([
    ["another JSON document", '{"a":1}'],
    ["null", "null"],
    ["a sequence of another length", text.replace("0000000000000012", "12")],
    ["another specification", text.replace('"specversion":"1.0"', '"specversion":"1.1"')],
    ["a foreign type", text.replace("chancery.promotion", "acme.promotion")],
    ["an unknown outcome", text.replace('"outcome":"success"', '"outcome":"great"')],
  ])("refuses %s as malformed", (_what, changed) => {
    expect(changed).not.toBe(text);
    expect(readLeaf(changed)).toMatchObject({ ok: false, reasons: [{ code: "leaf_malformed" }] });
  });
});
