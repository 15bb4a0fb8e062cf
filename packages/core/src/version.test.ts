import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builtInStages, Stages } from "./stage.ts";
import {
  stageVerdicts,
  whyNotDownload,
  whyNotEdit,
  whyNotRecord,
  whyNotRequestAny,
  whyNotRevoke,
  whyNotSeal,
  whyNotUpload,
} from "./version.ts";

const codes = (reasons: readonly { code: string }[]) => reasons.map((reason) => reason.code);
const states = ["draft", "sealed", "revoked"] as const;

describe("what the state of a version allows", () => {
  it.each([
    ["editing", whyNotEdit, ["draft"]],
    ["revoking", whyNotRevoke, ["sealed"]],
    ["recording evidence", whyNotRecord, ["draft", "sealed"]],
    ["downloading", whyNotDownload, ["draft", "sealed"]],
  ] as const)("%s", (_what, whyNot, allowed) => {
    for (const state of states) {
      const isAllowed = (allowed as readonly string[]).includes(state);
      expect(codes(whyNot({ state }))).toEqual(isAllowed ? [] : [`version_${state}`]);
    }
  });

  it("files go into drafts that hold files", () => {
    expect(whyNotUpload({ state: "draft", content: "files" })).toEqual([]);
    expect(codes(whyNotUpload({ state: "sealed", content: "files" }))).toEqual(["version_sealed"]);
    expect(codes(whyNotUpload({ state: "draft", content: "external" }))).toEqual(["version_external"]);
  });

  it("only a draft with content is sealed, once all of it has arrived", () => {
    const draft = { state: "draft", content: "files", fileCount: 1, receiving: 0 } as const;
    expect(whyNotSeal(draft)).toEqual([]);
    expect(whyNotSeal({ ...draft, content: "external", fileCount: 0 })).toEqual([]);
    expect(codes(whyNotSeal({ ...draft, fileCount: 0 }))).toEqual(["version_empty"]);
    expect(codes(whyNotSeal({ ...draft, receiving: 1 }))).toEqual(["upload_unfinished"]);
    expect(codes(whyNotSeal({ ...draft, state: "sealed" }))).toEqual(["version_sealed"]);
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
        expect(whyNotRequestAny(verdicts).length === 0).toBe(verdicts.some(({ status }) => status === "eligible"));
      }),
    );
  });

  it("shows what is held and asked before why it may not be asked for", () => {
    const verdicts = stageVerdicts(stages, { state: "revoked", heldStages: ["production"], openStages: ["staging"] });
    expect(verdicts.map(({ status }) => status)).toEqual(["blocked", "asked", "held", "blocked"]);
  });

  it("gives each ground once when no stage is left to ask for", () => {
    expect(codes(whyNotRequestAny(stageVerdicts(stages, { state: "draft", heldStages: [], openStages: [] })))).toEqual([
      "version_draft",
    ]);
  });
});
