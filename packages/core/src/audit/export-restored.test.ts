// A log that was restored from a backup: its export tells both names, and proves what came before under the old one.
import { describe, expect, it } from "vitest";
import { signCheckpoint } from "./checkpoint.ts";
import { formatCheckpointLine } from "./export-lines.ts";
import { createExportVerifier } from "./export-verify.ts";
import { buildLeaf } from "./leaf.ts";
import { appendLeaf, emptyTree, leafHash, rootOf } from "./merkle.ts";
import { ed25519Signer } from "./note.ts";

const before = ed25519Signer({ origin: "registry.test/audit", seed: new Uint8Array(32).fill(9) });
const after = ed25519Signer({ origin: "registry.test/audit/2", seed: new Uint8Array(32).fill(7) });
const stranger = ed25519Signer({ origin: "registry.test/audit", seed: new Uint8Array(32).fill(1) });
const restoredAt = 5;

/** Eight entries, restored at 5; `tells` is what that entry says, a vote when it says nothing of a restoration. */
function logOf(tells: Readonly<Record<string, string>> | undefined, outcome: "success" | "denied" = "success") {
  const built = Array.from({ length: 8 }, (_, index) => {
    const isRestoration = index === restoredAt && tells !== undefined;
    return buildLeaf({
      index,
      id: `id-${index}`,
      origin: index < restoredAt ? before.origin : after.origin,
      kind: isRestoration ? "log.restored@1" : "promotion.voted@1",
      subject: { kind: "organisation", id: "o" },
      time: new Date(Date.UTC(2026, 2, 1, 0, 0, index)),
      auth: { type: "system", id: "system" },
      requestId: "r",
      outcome,
      after: isRestoration ? tells : {},
      personal: [],
    }).bytes;
  });
  const states = [emptyTree];
  for (const bytes of built) states.push(appendLeaf(states.at(-1)!, leafHash(bytes)).state);
  return {
    leaves: built.map((bytes) => new TextDecoder().decode(bytes)),
    note: (size: number, by = after) => signCheckpoint(by, { size, root: rootOf(states[size]!) }),
  };
}
const restoration = {
  verifierKey: after.verifierKey,
  previousOrigin: before.origin,
  previousVerifierKey: before.verifierKey,
  takenAt: "2026-03-01T00:00:00.000Z",
};
const log = logOf(restoration);

function judge({ leaves, note }: ReturnType<typeof logOf>, since?: string, verifierKey = after.verifierKey) {
  const verifier = createExportVerifier({ verifierKey, since });
  const stamp = { id: "0197f000-0000-7000-8000-0000000000ff", origin: after.origin, time: new Date(0) };
  for (const leaf of leaves) verifier.push(leaf);
  verifier.push(formatCheckpointLine(stamp, { note: note(8), from: 0, size: 8, filter: "" }));
  return verifier.finish();
}
const fails = (code: string) =>
  expect.objectContaining({ ok: false, reasons: [expect.objectContaining({ code }) as unknown] }) as unknown;

describe("the export of a restored log", () => {
  it("verifies under the new key, both names in it", () => {
    expect(judge(log)).toMatchObject({ ok: true, size: 8, isComplete: true });
  });

  it("continues every checkpoint signed under the old name before the backup", () => {
    for (let size = 0; size <= restoredAt; size++)
      expect(judge(log, log.note(size, before))).toMatchObject({ ok: true, since: { size } });
  });

  it("tells of entries that the original signed and the copy has not", () => {
    expect(judge(log, log.note(restoredAt + 1, before))).toEqual(fails("entries_lost_in_restore"));
  });

  it("takes an old checkpoint only under the signature of the old key", () => {
    expect(judge(log, log.note(3, stranger))).toEqual(fails("since_note_not_signed"));
    expect(
      judge(
        log,
        signCheckpoint(ed25519Signer({ origin: "other", seed: new Uint8Array(32) }), { size: 0, root: "0".repeat(64) }),
      ),
    ).toEqual(fails("since_note_not_signed"));
  });

  it("does not verify under the old key", () => {
    expect(judge(log, undefined, before.verifierKey)).toMatchObject({ ok: false });
  });

  it("changes its name by an entry that tells of a restoration, or not at all", () => {
    const elsewhere = { ...restoration, previousOrigin: "elsewhere.test/audit" };
    const otherKey = { ...restoration, verifierKey: before.verifierKey };
    for (const sly of [logOf(undefined), logOf(elsewhere), logOf(otherKey), logOf(restoration, "denied")])
      expect(judge(sly)).toEqual(fails("origin_mismatch"));
  });
});
