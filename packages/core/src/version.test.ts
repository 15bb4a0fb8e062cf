import { allowed, reasonsOf } from "./errors.ts";
import { codesOf } from "./testing/codes-of.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builtInStages, Stages } from "./stage.ts";
import {
  stageVerdicts,
  mayDownload,
  mayEdit,
  mayRecord,
  mayRequestAny,
  mayRevoke,
  maySeal,
  mayUpload,
} from "./version.ts";

const states = ["draft", "sealed", "revoked"] as const;

describe("what the state of a version allows", () => {
  it.each([
    ["editing", mayEdit, ["draft"]],
    ["revoking", mayRevoke, ["sealed"]],
    ["recording evidence", mayRecord, ["draft", "sealed"]],
    ["downloading", mayDownload, ["draft", "sealed"]],
  ] as const)("%s", (_what, whyNot, allowed) => {
    for (const state of states) {
      const isAllowed = (allowed as readonly string[]).includes(state);
      expect(codesOf(whyNot({ state }))).toEqual(isAllowed ? [] : [`version_${state}`]);
    }
  });

  it("files go into drafts that hold files", () => {
    expect(mayUpload({ state: "draft", content: "files" })).toEqual(allowed);
    expect(codesOf(mayUpload({ state: "sealed", content: "files" }))).toEqual(["version_sealed"]);
    expect(codesOf(mayUpload({ state: "draft", content: "external" }))).toEqual(["version_external"]);
  });

  it("only a draft with content is sealed, once all of it has arrived", () => {
    const draft = { state: "draft", content: "files", fileCount: 1, receiving: 0 } as const;
    expect(maySeal(draft)).toEqual(allowed);
    expect(maySeal({ ...draft, content: "external", fileCount: 0 })).toEqual(allowed);
    expect(codesOf(maySeal({ ...draft, fileCount: 0 }))).toEqual(["version_empty"]);
    expect(codesOf(maySeal({ ...draft, receiving: 1 }))).toEqual(["upload_unfinished"]);
    const uploads = [
      { path: "a/b", fileCount: 1, sender: "Ada" },
      { path: "", fileCount: 12, sender: "Max" },
    ];
    expect(reasonsOf(maySeal({ ...draft, receiving: 14, uploads }))[0]?.message).toBe(
      "14 files are still being uploaded (a/b by Ada, 12 files by Max, and 1 file more): finish these uploads, or end them on the draft's page or with chancery upload ls and chancery upload rm",
    );
    expect(codesOf(maySeal({ ...draft, state: "sealed" }))).toEqual(["version_sealed"]);
  });
});

describe("the verdict line", () => {
  const stages = new Stages(builtInStages);
  const anyStanding = fc.record({
    state: fc.constantFrom(...states),
    heldStages: fc.subarray([...stages.names]),
    openStages: fc.subarray([...stages.names]),
  });

  it("says one thing of every stage, in order, and is eligible exactly without a reason", () => {
    fc.assert(
      fc.property(anyStanding, (standing) => {
        const verdicts = stageVerdicts(stages, standing);
        expect(verdicts.map(({ stage }) => stage)).toEqual(stages.names);
        for (const { status, reasons } of verdicts) expect(status === "eligible").toBe(reasons.length === 0);
        expect(mayRequestAny(verdicts).ok).toBe(verdicts.some(({ status }) => status === "eligible"));
      }),
    );
  });

  it("shows what is held and asked before why it may not be asked for", () => {
    const verdicts = stageVerdicts(stages, { state: "revoked", heldStages: ["production"], openStages: ["staging"] });
    expect(verdicts.map(({ status }) => status)).toEqual(["blocked", "asked", "held", "blocked"]);
  });

  it("gives each ground once when no stage is left to ask for", () => {
    expect(codesOf(mayRequestAny(stageVerdicts(stages, { state: "draft", heldStages: [], openStages: [] })))).toEqual([
      "version_draft",
    ]);
  });
});
