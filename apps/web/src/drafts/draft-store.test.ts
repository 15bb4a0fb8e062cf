import { beforeEach, describe, expect, it } from "vitest";
import { draftAt, draftLifeMs, dropAllDrafts, keepDraft, sweepDrafts, type Keeping } from "./draft-store.ts";

const now = Date.UTC(2026, 10, 29, 14, 2);
const draft = { at: now, basis: "b", seed: "s", values: { note: ["Holds on noisy lines."] } };
const place = { account: "ada", path: "/promotions/1", form: "vote" };

let kept: Map<string, string>;
let storage: Keeping;
beforeEach(() => {
  kept = new Map();
  storage = {
    get length() {
      return kept.size;
    },
    key: (n) => [...kept.keys()][n] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
});

describe("drafts", () => {
  it("are found under their own account, path and form only", () => {
    keepDraft(storage, place, draft);
    expect(draftAt(storage, place, now)).toEqual(draft);
    for (const other of [{ account: "ben" }, { path: "/promotions/2" }, { form: "withdraw" }])
      expect(draftAt(storage, { ...place, ...other }, now)).toBeUndefined();
  });

  it("never reach another account, whatever it is called, and are gone once it has opened a page", () => {
    keepDraft(storage, place, draft);
    for (const account of ["", "a", "ad", "adaa", "ben", 'ada",["/promotions/1']) {
      expect(draftAt(storage, { ...place, account }, now)).toBeUndefined();
      keepDraft(storage, place, draft);
      sweepDrafts(storage, account, now);
      expect([...kept.keys()]).toEqual([]);
      keepDraft(storage, place, draft);
    }
    sweepDrafts(storage, "ada", now);
    expect(draftAt(storage, place, now)).toEqual(draft);
  });

  it("go on signing out, and nothing else of this browser does", () => {
    keepDraft(storage, place, draft);
    keepDraft(storage, { ...place, account: "ben" }, draft);
    kept.set("theme", "dark");
    dropAllDrafts(storage);
    expect([...kept.keys()]).toEqual(["theme"]);
  });

  it("expire", () => {
    keepDraft(storage, place, draft);
    expect(draftAt(storage, place, now + draftLifeMs - 1)).toEqual(draft);
    expect(draftAt(storage, place, now + draftLifeMs)).toBeUndefined();
    sweepDrafts(storage, "ada", now + draftLifeMs);
    expect(kept.size).toBe(0);
  });

  it.each(["", "null", "{", "[]", '{"at":1}', '{"at":1,"basis":"","seed":"","values":{"note":[1]}}', "7"])(
    "are read as none where something else stands: %j",
    (text) => {
      keepDraft(storage, place, draft);
      kept.set([...kept.keys()][0]!, text);
      expect(draftAt(storage, place, 1)).toBeUndefined();
    },
  );

  it("are not kept where the browser has no room, and nothing fails", () => {
    const full = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    expect(() => keepDraft({ ...storage, setItem: full }, place, draft)).not.toThrow();
  });
});
