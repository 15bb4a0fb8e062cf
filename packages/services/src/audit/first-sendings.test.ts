// Batches of before, whose entries name their contents by the digest of a list alone.
import { sha256Hex } from "@chancery/core";
import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { fingerprinter } from "./fingerprints.ts";
import { firstSendings } from "./first-sendings.ts";

const [modelId, versionId] = ["model", "version"];
const sha256 = sha256Hex("large");
const listOf = (sizeBytes: number) => JSON.stringify([{ path: "a", sizeBytes, sha256 }]);
const list = listOf(64 * 1024);

/** Rolf's batch as the second entry, Ada's file as the third. */
function sendings() {
  const known = firstSendings(fingerprinter(randomBytes(16)));
  const entry = (index: number, kind: string, actorId: string, after: Readonly<Record<string, unknown>>) =>
    known.note(index, { kind, actorId, time: new Date(index), after: { versionId, ...after } });
  entry(0, "version.created@1", "ada", { modelId });
  entry(1, "upload.batch-finished@1", "rolf", { uploadId: "batch", listSha256: sha256Hex(list) });
  entry(2, "upload.finished@1", "ada", { sha256, sizeBytes: 64 * 1024 });
  const tell = (files: string | undefined) =>
    known.noteLists(modelId, { asked: new Set(["batch"]), lists: new Map(files ? [["batch", files]] : []) });
  return { known, tell, first: (digest = sha256) => known.firstOf(modelId, [digest]).map(({ actorId }) => actorId) };
}

describe("who sent a batch of before", () => {
  it("sent what its list names, when its entry was written, whenever the list is read", () => {
    const { known, tell, first } = sendings();
    expect([known.unreadOf([modelId]), first()]).toEqual([["batch"], ["ada"]]);
    tell(list);
    expect([known.unreadOf([modelId]), first(), first(sha256Hex("other"))]).toEqual([[], ["rolf"], []]);
  });

  it.each([
    ["gone", undefined],
    ["another", listOf(1)],
    ["no list", "(lost)"],
  ] as const)("counts for all, where the list is gone or is another: it is %s", (_what, files) => {
    const { tell, first } = sendings();
    tell(files);
    expect([first(), first(sha256Hex("other"))]).toEqual([["rolf", "ada"], ["rolf"]]);
  });

  it("is asked for again where its entry came while lists were read", () => {
    const { known, first } = sendings();
    known.noteLists(modelId, { asked: new Set(), lists: new Map() });
    expect([known.unreadOf([modelId]), first()]).toEqual([["batch"], ["ada"]]);
  });
});
