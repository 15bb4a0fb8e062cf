import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { actClasses, id, personal, personalFields } from "./act.ts";
import { actIn, actKinds, acts, actsOfClass, splitPersonal, type ActData, type ActKind } from "./acts.ts";
import { buildLeaf, eventType } from "./leaf.ts";
import { voteParts } from "../promotion/digests.ts";

const digest = "ab".repeat(32);
const kinds = actKinds;

describe("the catalogue of acts", () => {
  it("holds every act that a file defines, each from one file", async () => {
    const files = readdirSync(new URL("acts/", import.meta.url)).map((name) => name.replace(/\.ts$/, ""));
    const modules = await Promise.all(
      files.map((name) => import(`./acts/${name}.ts`) as Promise<Record<string, object>>),
    );
    const defined = modules.flatMap((module) => Object.values(module)).flatMap(Object.keys);
    expect(defined.sort()).toEqual([...kinds].sort());
  });

  it("puts every act into exactly one population, and no population is empty", () => {
    const byClass = actClasses.map(actsOfClass);
    for (const ofOne of byClass) expect(ofOne.length).toBeGreaterThan(0);
    expect(byClass.flat().sort()).toEqual([...kinds].sort());
    expect(actsOfClass("tier")).toEqual(["tier.assessed@1", "tier.confirmed@1", "tier.refused@1"]);
  });

  it("names each with a version that makes a CloudEvents type", () => {
    for (const kind of kinds) {
      expect(kind).toMatch(/^[a-z][a-z-]*\.[a-z-]+@[1-9]\d*$/);
      expect(eventType(kind)).toMatch(/^chancery\.[a-z.-]+\.v[1-9]\d*$/);
    }
  });

  it("keeps addresses, free text and names of people out of leaves", () => {
    const telling = /^(email|note|reason|rationale|printedName|userAgent|address|description|body)$/;
    for (const kind of kinds) {
      const { open, personal: hidden } = splitPersonal(kind, sampleOf(kind));
      expect(Object.keys(open).filter((name) => telling.test(name))).toEqual([]);
      const all = [...Object.keys(open), ...hidden.map(({ name }) => name)];
      expect(all.sort()).toEqual(Object.keys(acts[kind].data.shape).sort());
    }
    for (const kind of ["registry.claimed@1", "person.added@1"] as const)
      expect(splitPersonal(kind, sampleOf(kind)).personal.map(({ name }) => name)).toEqual(["name", "email"]);
  });

  it("holds in its leaves ids, digests and closed words, and of open text only the names of things", () => {
    const typed = "Ask Ada, 3rd floor";
    const isOpenText = (schema: z.ZodType): boolean =>
      schema instanceof z.ZodNullable || schema instanceof z.ZodOptional
        ? isOpenText(schema.unwrap() as z.ZodType)
        : schema !== id && (schema.safeParse(typed).success || schema.safeParse([typed]).success);
    const said = kinds.flatMap((kind) =>
      Object.entries(acts[kind].data.shape as Record<string, z.ZodType>)
        .filter(([name, schema]) => !personalFields(acts[kind].data).includes(name) && isOpenText(schema))
        .map(([name]) => (name === "name" ? `${kind}.${name}` : name)),
    );
    const known = Object.values(openTexts).flat();
    expect(said.filter((field) => !known.includes(field))).toEqual([]);
    expect(known.filter((field) => !said.includes(field))).toEqual([]);
  });

  it("lets no free text lengthen a leaf", () => {
    for (const kind of kinds) {
      const sample = sampleOf(kind);
      const long = splitPersonal(kind, sample).personal.map(({ name }) => [name, "\u6a21".repeat(20_000)]);
      const { open, personal: hidden } = splitPersonal(kind, { ...sample, ...(Object.fromEntries(long) as object) });
      const fields = hidden.map((field) => ({ ...field, salt: new Uint8Array(16) }));
      expect(buildLeaf({ ...frame, kind, after: open, personal: fields }).bytes.length).toBeLessThan(2_500);
    }
  });

  it("splits an act into what the leaf shows and what only disclosures hold", () => {
    const { open, personal: hidden } = splitPersonal("person.added@1", {
      actorId: "a",
      name: "Bo",
      email: "bo@example.test",
    });
    expect(open).toEqual({ actorId: "a" });
    expect(hidden).toEqual([
      { name: "name", value: "Bo" },
      { name: "email", value: "bo@example.test" },
    ]);
  });

  it("splits a vote: digests and decision are shown, note and printed name are not", () => {
    const digests = { manifest: digest, card: digest, evaluations: digest, policy: digest };
    const { open, personal: hidden } = splitPersonal("promotion.voted@1", {
      promotionId: "p",
      decision: "approve",
      meaning: "approval",
      digests,
      printedName: "Bo Lindqvist",
      note: "fine",
    });
    expect(open).toEqual({ promotionId: "p", decision: "approve", meaning: "approval", digests });
    expect(hidden.map(({ name }) => name).sort()).toEqual(["note", "printedName"]);
  });

  it("refuses data the act does not have, and data it lacks", () => {
    expect(() => splitPersonal("team.created@1", { teamId: "t", slug: "s", extra: 1 } as never)).toThrow(z.ZodError);
    expect(() => splitPersonal("team.created@1", { teamId: "t" } as never)).toThrow(z.ZodError);
    expect(() =>
      splitPersonal("version.sealed@1", { versionId: "v", modelId: "m", number: 1, manifestDigest: "short" }),
    ).toThrow(z.ZodError);
  });

  it("reads an act back from its leaf, and nothing that is not that act's data", () => {
    const after = { promotionId: "p" };
    const leaf = { kind: "promotion.withdrawn@1", outcome: "success", after } as const;
    expect(actIn(leaf)).toEqual({ kind: "promotion.withdrawn@1", data: after });
    expect(actIn({ ...leaf, after: { ...after, note: "what no leaf may hold" } })).toBeUndefined();
    expect(actIn({ ...leaf, after: {} })).toBeUndefined();
    expect(actIn({ ...leaf, outcome: "denied", after: { count: 1 } })).toBeUndefined();
    expect(actIn({ ...leaf, kind: "promotion.paused@1" })).toBeUndefined();
  });

  it("marks only what is marked", () => {
    const plain = z.string();
    expect(personal(plain)).toBe(plain);
  });
});

const frame = {
  index: 0,
  id: "i",
  origin: "registry.test/audit",
  subject: { kind: "organisation", id: "organisation" },
  time: new Date(0),
  auth: { type: "system", id: "system" },
  requestId: "r",
  outcome: "success",
} as const;

/** Data that fits the act, found by trying. */
function sampleOf<K extends ActKind>(kind: K): ActData<K> {
  const digests = { manifest: digest, card: digest, evaluations: digest, policy: digest };
  const parts = Object.fromEntries(voteParts.map((part) => [part, digest]));
  const targets = [{ kind: "stage", name: "production" }];
  const capacity = { role: "reviewer", scope: "team", scopeId: "t", groupId: null };
  const values = ["x", digest, 1, true, null, ["x"], [digest], digests, parts, targets, capacity];
  const fields = Object.entries(acts[kind].data.shape as Record<string, z.ZodType>);
  const sample = fields.map(([name, schema]) => [name, values.find((value) => schema.safeParse(value).success)]);
  return Object.fromEntries(sample) as ActData<K>;
}

/** Fields that could hold any text, and what they do hold. People and accounts are named by their ids; what they wrote is a disclosure. */
const openTexts: Readonly<Record<string, readonly string[]>> = {
  "words of a closed list": [
    ...[
      "basis",
      "beginning",
      "decision",
      "direction",
      "field",
      "fields",
      "kind",
      "meaning",
      "method",
      "phase",
      "role",
      "scope",
      "scopes",
    ],
    ...["tier", "visibility"],
  ],
  "names of things": [
    ...["alias", "dataset", "metric", "path", "policy", "slice", "slug", "stage", "version"],
    ...["model.registered@1.name", "dataset.registered@1.name"],
  ],
  "what was there before, of the same": ["before"],
  "positions in the log": ["places"],
  "ids of rows, and of a metric's its name": ["mended", "lost"],
  instants: ["expiresAt", "from", "takenAt", "to", "waitsUntil", "worksFrom"],
  "keys and names of the log": ["prefix", "previousOrigin", "previousVerifierKey", "verifierKey"],
  "a filter without what was typed": ["filter"],
  "written before it became a disclosure": ["service-account.created@1.name"],
};
