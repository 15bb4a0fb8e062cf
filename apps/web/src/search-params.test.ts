// The query of a page: read by what the page declares, or refused by name.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { builtInStages, builtInTiers, isChanceryError, Stages, Tiers } from "@chancery/core";
import { describe, expect, it } from "vitest";
import { pageQueries } from "./page-queries.ts";
import { portalKey } from "./portal-door.ts";
import { readQuery, withParams, type RawQuery, type Schema } from "./search-params.ts";

const portal = { stages: new Stages(builtInStages), tiers: new Tiers(builtInTiers) };
Object.assign(globalThis, { [portalKey]: portal });

/** What no parameter takes. */
const garbage = ["x".repeat(2_001), "a\u0000b"];
const unprintable = "\u202egarbage\u0007";
/** What each takes besides; a free text takes any words. */
const wrong: Readonly<Record<string, readonly string[]>> = {
  at: ["garbage", "now", "2026-02-30", "1793520000", "2026-11-01T25:00Z", "-1"],
  from: ["garbage", "2026-13-01"],
  to: ["garbage", "last week"],
  after: ["garbage", "a.b.c", "../.."],
  stage: ["garbage", "Production", "all"],
  against: ["garbage", "v1"],
  tier: ["garbage", "HIGH"],
  tab: ["garbage", "Mine"],
  outcome: ["garbage"],
  only: ["garbage", "true"],
  page: ["garbage", "0", "-1", "1.5", "1000000"],
  part: ["garbage", "0", "-1", "1.5", "1000000"],
  revision: ["garbage", "0", "-1", "1.5"],
  open: ["garbage", "1", "Text"],
  class: ["garbage", "Release"],
  kind: ["garbage", "promotion.voted@99", "*"],
  holder: ["garbage", "1"],
  owner: ["garbage", "1"],
  of: ["garbage", "me"],
  team: ["garbage team", "Speech"],
  version: ["garbage", "speech/vad"],
  requestId: ["two words"],
};
const anything = ["q", "actor", "subject", "v"];
const valid: Readonly<Record<string, string>> = {
  at: "2026-11-01T10:00:00+02:00",
  from: "2026-11-01",
  to: "2026-11-02T10:00Z",
  after: "WzEsImEiXQ.c2ln",
  stage: "production",
  against: "staging",
  tier: "high",
  tab: "decided",
  outcome: "denied",
  only: "changed",
  page: "2",
  part: "2",
  revision: "2",
  open: "text",
  class: "release",
  kind: "promotion",
  owner: "01890a5d-ac96-774b-bcce-b302099a8057",
  holder: "01890a5d-ac96-774b-bcce-b302099a8057",
  of: "01890a5d-ac96-774b-bcce-b302099a8057",
  team: "speech",
  version: "speech/vad:3",
  requestId: "01890a5d-ac96-774b-bcce-b302099a8057",
};

const refusalOf = (raw: RawQuery, schema: Schema): string => {
  try {
    readQuery(raw, schema);
  } catch (error) {
    if (isChanceryError(error) && error.code === "INVALID_INPUT") return error.message;
    throw error;
  }
  return "";
};
const pages = Object.entries(pageQueries) as [string, Schema][];
const cases = pages.flatMap(([path, schema]) => Object.keys(schema).map((name) => [path, name, schema] as const));

describe("the query of a page", () => {
  it.each(cases)("of %s understands %s, or says what is wrong with it", (_path, name, schema) => {
    if (!anything.includes(name)) expect(wrong[name], `garbage for ${name}`).toBeDefined();
    const refused = anything.includes(name) ? garbage : [...garbage, unprintable, ...(wrong[name] ?? [])];
    for (const text of refused) {
      const said = refusalOf({ [name]: text }, schema);
      expect(said, `${name}=${text.slice(0, 40)}`).toContain(`“${name}”`);
      expect(said).toMatch(/it takes .+/);
      expect(said).not.toMatch(/[\u0000\u0007\u202e]/);
    }
    const accepted = valid[name] ?? "speech/vad:3";
    expect(refusalOf({ [name]: accepted }, schema)).toBe("");
    const often = Array.from({ length: 3 }, () => accepted);
    expect(refusalOf({ [name]: often }, schema)).toContain("is given 3 times");
    expect(refusalOf({ [`${name}s`]: accepted }, schema)).toContain(`this page does not know “${name}s”`);
    expect(refusalOf({ [name.toUpperCase()]: accepted }, schema)).toContain("does not know");
    expect(refusalOf({ [name]: "" }, schema)).toBe("");
  });

  it.each(pages)("of %s passes over what mails and browsers add, and nothing else", (_path, schema) => {
    expect(readQuery({ utm_source: "mail", fbclid: "1", _rsc: "x" }, schema)).toEqual({});
    for (const name of ["__proto__x", "constructor", "toString", "filter"])
      expect(refusalOf({ [name]: "1" }, schema)).toContain(name.startsWith("_") ? "" : `does not know “${name}”`);
  });

  it("reads moments with offsets and dates alone as UTC", () => {
    const read = (at: string) => readQuery({ at }, pageQueries["/models/[team]/[name]/history"]).at;
    expect(read("2026-11-01T10:00:00+02:00")).toBe("2026-11-01T08:00:00.000Z");
    expect(read("2026-11-01T10:00:00 02:00")).toBe("2026-11-01T08:00:00.000Z"); // a + that was not encoded
    expect(read("2026-11-01")).toBe("2026-11-01T00:00:00.000Z");
    expect(read("2026-11-01T10:00")).toBe("2026-11-01T10:00:00.000Z");
  });

  it("takes the stages of the registry, whatever they are called, and lists them for any other", () => {
    const live = { id: "live", label: "in use", isExclusive: true, isGoverned: true };
    const read = (raw: RawQuery) => readQuery(raw, pageQueries["/promotions/new"]);
    try {
      portal.stages = new Stages([live]);
      expect(read({ stage: "live" })).toEqual({ stage: "live" });
      expect(refusalOf({ stage: "production" }, pageQueries["/promotions/new"])).toContain("one of live");
    } finally {
      portal.stages = new Stages(builtInStages);
    }
  });

  it("says all that is wrong at once", () => {
    const said = refusalOf({ stage: "x", tier: "y", owner: "z" }, pageQueries["/models"]);
    for (const part of ["“stage” is “x”", "“tier” is “y”", "does not know “owner”"]) expect(said).toContain(part);
  });

  it("is read by every page behind sign-in through its row, and by no page itself", () => {
    const folder = join(import.meta.dirname, "app/(portal)");
    const found = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith("page.tsx"))
      .map((file) => [`/${file.slice(0, -"/page.tsx".length)}`, readFileSync(join(folder, file), "utf8")] as const);
    expect(found.map(([path]) => path).sort()).toEqual(Object.keys(pageQueries).sort());
    for (const [path, source] of found) {
      expect(source, path).toMatch(/answered\(\s*(here|"[^"]+"),\s/);
      expect(source, path).toContain(`"${path}"`);
      expect(source, path).not.toContain("searchParams");
    }
  });

  it("writes only what is set, encoded", () => {
    expect(withParams("/models", { q: "a&b", after: undefined })).toBe("/models?q=a%26b");
    expect(withParams("/models", {})).toBe("/models");
  });
});
