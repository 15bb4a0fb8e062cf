import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { signCheckpoint } from "./checkpoint.ts";
import { makeDisclosure } from "./disclosure.ts";
import { formatCheckpointLine, formatDisclosuresLine, formatProofLine } from "./export-lines.ts";
import { createExportVerifier } from "./export-verify.ts";
import { buildLeaf } from "./leaf.ts";
import { appendLeaf, emptyTree, inclusionProof, leafHash, rootOf } from "./merkle.ts";
import { ed25519Signer, type LogSigner } from "./note.ts";

const origin = "registry.test/audit";
const signer = ed25519Signer({ origin, seed: new Uint8Array(32).fill(9) });
const { verifierKey } = signer;
const stamp = { id: "0197f000-0000-7000-8000-0000000000ff", origin, time: new Date("2026-03-02T00:00:00.000Z") };
const salt = new Uint8Array(16).fill(3);

type Made = {
  readonly leaves: readonly string[];
  readonly disclosures: readonly (readonly string[])[];
  note(size: number, by?: LogSigner): string;
  get(level: number, idx: number): Promise<string>;
};

/** A log of `size` entries, each with one disclosure; `say` changes what its entries say. */
function logOf(
  size: number,
  { say = "x", seconds = (index: number) => index }: { say?: string; seconds?: (index: number) => number } = {},
): Made {
  const built = Array.from({ length: size }, (_, index) =>
    buildLeaf({
      index,
      id: `id-${index}`,
      origin,
      kind: "promotion.voted@1",
      subject: { kind: "promotion", id: "p" },
      time: new Date(Date.UTC(2026, 2, 1, 0, 0, seconds(index))),
      auth: { type: "app_user", id: "a" },
      requestId: "r",
      outcome: "success",
      after: { say, index },
      personal: [{ name: "note", value: `note ${index}`, salt }],
    }),
  );
  const nodes = new Map<string, string>();
  const states = [emptyTree];
  for (const [index, { bytes }] of built.entries()) {
    nodes.set(`0/${index}`, leafHash(bytes));
    const grown = appendLeaf(states[index]!, leafHash(bytes));
    for (const node of grown.nodes) nodes.set(`${node.level}/${node.idx}`, node.hash);
    states.push(grown.state);
  }
  return {
    leaves: built.map(({ bytes }) => new TextDecoder().decode(bytes)),
    disclosures: built.map(({ disclosures }) => disclosures),
    note: (at, by = signer) => signCheckpoint(by, { size: at, root: rootOf(states[at]!) }),
    get: (level, idx) => Promise.resolve(nodes.get(`${level}/${idx}`)!),
  };
}
const ending = (log: Made, size = log.leaves.length, filter = "", from = 0) =>
  formatCheckpointLine(stamp, { note: log.note(size), from, size, filter });
const complete = (log: Made) => [...log.leaves, ending(log)];
const disclosed = (log: Made) => [
  ...log.leaves.flatMap((leaf, index) => [
    leaf,
    formatDisclosuresLine(stamp, { index, disclosures: log.disclosures[index]! }),
  ]),
  ending(log),
];
async function filtered(log: Made, indexes: readonly number[]) {
  const size = log.leaves.length;
  const proven = await Promise.all(
    indexes.map(async (index) => [
      log.leaves[index]!,
      formatProofLine(stamp, { index, size, hashes: await inclusionProof({ index, size }, log.get) }),
    ]),
  );
  return [...proven.flat(), ending(log, size, "kind=promotion.voted@1")];
}
function judge(lines: readonly string[], since?: string) {
  const verifier = createExportVerifier({ verifierKey, since });
  for (const line of lines) verifier.push(line);
  return verifier.finish();
}
const fails = (code: string, firstBadIndex: number | null = null) => ({
  ok: false,
  reasons: [expect.objectContaining({ code }) as unknown],
  firstBadIndex,
});

const log = logOf(11);
const root: unknown = expect.stringMatching(/^[0-9a-f]{64}$/);

describe("a complete export", () => {
  it("is proven, with and without disclosures", () => {
    const proven = { ok: true, size: 11, root, entries: 11, isComplete: true };
    expect(judge(complete(log))).toEqual(proven);
    expect(judge(disclosed(log))).toEqual(proven);
  });

  it.each(["# Limits", "", "{", '{"name":"chancery"}', "registry.test/audit", "%PDF-1.7"])(
    "is told from a file that is none: %j",
    (line) => {
      expect(judge([line, "and more"])).toEqual(fails("not_an_export"));
    },
  );

  it("of an empty log is proven", () => {
    expect(judge(complete(logOf(0)))).toMatchObject({ ok: true, size: 0, entries: 0, isComplete: true });
  });

  it("is refused when any one character of any line is changed", () => {
    const lines = disclosed(log);
    const where = fc
      .nat({ max: lines.length - 1 })
      .chain((n) => fc.tuple(fc.constant(n), fc.nat({ max: lines[n]!.length - 1 })));
    fc.assert(
      fc.property(where, fc.constantFrom(...'0a5Z"} '), ([n, at], put) => {
        const line = lines[n]!;
        fc.pre(line[at] !== put);
        const verdict = judge(lines.with(n, line.slice(0, at) + put + line.slice(at + 1)));
        // The stamp of an added line is no evidence: only what it carries is.
        const isStamp = !line.startsWith('{"authid"') && JSON.parse(line) !== undefined && isOnlyStamp(line, at);
        expect(verdict.ok).toBe(isStamp && verdict.ok);
      }),
      { numRuns: 2000 },
    );
  });

  it("is refused when any entry is left out, doubled or swapped", () => {
    const lines = complete(log);
    for (let n = 0; n < log.leaves.length; n++) {
      expect(judge(lines.toSpliced(n, 1)).ok).toBe(false);
      expect(judge(lines.toSpliced(n, 0, lines[n]!))).toEqual(
        n === 10 ? fails("entry_out_of_order", 10) : fails("entry_out_of_order", n),
      );
      if (n > 0) expect(judge(lines.with(n, lines[n - 1]!).with(n - 1, lines[n]!)).ok).toBe(false);
    }
    expect(judge(lines.toSpliced(4, 1))).toEqual(fails("entry_missing", 4));
    expect(judge(lines.toSpliced(10, 1))).toEqual(fails("entry_missing", 10));
  });

  it("names the first entry whose bytes are not what any log writes", () => {
    const edited = log.leaves[6]!.replace('"say":"x"', '"say": "x"');
    expect(judge(complete(log).with(6, edited))).toEqual(fails("leaf_not_canonical", 6));
  });

  it("is refused when an entry was edited with care", () => {
    const edited = log.leaves[6]!.replace('"say":"x"', '"say":"y"');
    expect(judge(complete(log).with(6, edited))).toEqual(fails("root_mismatch"));
  });

  it("is refused when its tail was cut off and the checkpoint kept, or both", () => {
    expect(judge(complete(log).toSpliced(8, 3))).toEqual(fails("entry_missing", 8));
    expect(judge(log.leaves)).toEqual(fails("checkpoint_missing"));
    expect(judge([])).toEqual(fails("checkpoint_missing"));
  });

  it("is refused with entries beyond the checkpoint", () => {
    expect(judge([...log.leaves, ending(log, 9)])).toEqual(fails("entry_extra", 9));
  });

  it("is refused when it shows a proof of its own that leads to another root", async () => {
    const withProof = async (size: number) => {
      const hashes = await inclusionProof({ index: 0, size }, log.get);
      return judge(complete(log).toSpliced(1, 0, formatProofLine(stamp, { index: 0, size, hashes })));
    };
    expect(await withProof(11)).toMatchObject({ ok: true, isComplete: true });
    for (const size of [1, 10]) expect(await withProof(size)).toEqual(fails("root_mismatch"));
  });

  it("is refused when something follows the checkpoint", () => {
    expect(judge([...complete(log), log.leaves[0]!])).toEqual(fails("line_after_checkpoint"));
  });

  it("is refused when another key signed it, also with the key of that export beside it", () => {
    const thief = ed25519Signer({ origin, seed: new Uint8Array(32).fill(1) });
    const line = formatCheckpointLine(stamp, { note: log.note(11, thief), from: 0, size: 11, filter: "" });
    expect(judge([...log.leaves, line])).toEqual(fails("note_not_signed"));
  });

  it("is refused when it is of another log", () => {
    const foreign = log.leaves.map((leaf) => leaf.replace("//registry.test/audit", "//staging.test/audit"));
    expect(judge([...foreign, ending(log)])).toEqual(fails("origin_mismatch", 0));
  });

  it("is refused when time runs back", () => {
    const back = logOf(4, { seconds: (index) => 10 - index });
    expect(judge(complete(back))).toEqual(fails("time_runs_back", 1));
  });

  it("is refused when it claims another size than was signed", () => {
    const line = formatCheckpointLine(stamp, { note: log.note(11), from: 0, size: 12, filter: "" });
    expect(judge([...log.leaves, line])).toEqual(fails("size_mismatch"));
  });

  it("is refused with a line of no known form", () => {
    expect(judge([...log.leaves.slice(0, 3), '{"type":"chancery.proof.v1"}'])).toEqual(fails("line_malformed", 2));
    for (const line of ["hello", ""])
      expect(judge([...log.leaves.slice(0, 3), line])).toEqual(fails("leaf_not_canonical", 3));
  });

  it("does not take a line of its own form inside an entry for one", () => {
    const sly = logOf(2, { say: '","type":"chancery.checkpoint.v1' });
    expect(judge(complete(sly))).toMatchObject({ ok: true });
  });
});

describe("held against an older checkpoint", () => {
  it("a log that only grew is proven to continue it, from every size", () => {
    for (let size = 0; size <= 11; size++)
      expect(judge(complete(log), log.note(size))).toMatchObject({ ok: true, since: { size } });
  });

  it("a rewritten log is refused though its own checkpoint fits", () => {
    const rewritten = logOf(11, { say: "another story" });
    expect(judge(complete(rewritten))).toMatchObject({ ok: true });
    expect(judge(complete(rewritten), log.note(5))).toEqual(fails("history_rewritten"));
  });

  it("a log that lost its tail is refused", () => {
    const shortened = logOf(7);
    expect(judge(complete(shortened), log.note(9))).toEqual(fails("log_rolled_back"));
  });

  it("nothing is proven when the older checkpoint is not signed by the pinned key", () => {
    const thief = ed25519Signer({ origin, seed: new Uint8Array(32).fill(1) });
    expect(judge(complete(log), log.note(5, thief))).toEqual(fails("since_note_not_signed"));
    expect(judge(complete(log), "hello")).toEqual(fails("since_note_malformed"));
  });

  it("a filtered export shows nothing", async () => {
    expect(judge(await filtered(log, [2, 5]), log.note(3))).toEqual(fails("since_needs_complete_export"));
  });
});

describe("a filtered export", () => {
  it("proves its entries, and says that completeness is not shown", async () => {
    const some = fc.subarray([...log.leaves.keys()]);
    await fc.assert(
      fc.asyncProperty(some, async (indexes) => {
        expect(judge(await filtered(log, indexes))).toEqual({
          ok: true,
          size: 11,
          root,
          entries: indexes.length,
          isComplete: false,
        });
      }),
    );
  });

  it("names the entry that is not in the log", async () => {
    const lines = await filtered(log, [2, 5, 7]);
    const edited = lines[2]!.replace('"say":"x"', '"say":"y"');
    expect(judge(lines.with(2, edited))).toEqual(fails("entry_not_in_log", 5));
  });

  it("is refused when its proofs lead to another root than the signed one", async () => {
    const forged = await filtered(logOf(11, { say: "another story" }), [2, 5]);
    expect(judge([...forged.slice(0, -1), ending(log, 11, "kind=promotion.voted@1")])).toEqual(fails("root_mismatch"));
  });

  it("is refused when an entry has no proof, wherever it stands", async () => {
    const lines = await filtered(log, [2, 5, 7]);
    for (const n of [1, 3, 5]) expect(judge(lines.toSpliced(n, 1))).toEqual(fails("proof_missing"));
  });

  it("is refused with a proof that does not follow its entry or has another shape", async () => {
    const lines = await filtered(log, [2, 5]);
    expect(judge([lines[0]!, lines[3]!])).toEqual(fails("proof_misplaced", 5));
    expect(judge([lines[1]!])).toEqual(fails("proof_misplaced", 2));
    const short = formatProofLine(stamp, { index: 2, size: 11, hashes: [] });
    expect(judge([lines[0]!, short])).toEqual(fails("proof_malformed", 2));
  });

  it("that starts later needs proofs too", () => {
    expect(judge([...log.leaves.slice(4), ending(log, 11, "", 4)])).toEqual(fails("proof_missing"));
  });
});

describe("disclosures", () => {
  const forged = makeDisclosure({ name: "note", value: "what was never said", salt });
  it("that the entry does not commit to are refused", () => {
    const line = formatDisclosuresLine(stamp, { index: 0, disclosures: [forged] });
    expect(judge([log.leaves[0]!, line])).toEqual(fails("disclosure_forged", 0));
  });
  it("of another entry are refused", () => {
    const line = formatDisclosuresLine(stamp, { index: 1, disclosures: log.disclosures[1]! });
    expect(judge([log.leaves[0]!, line])).toEqual(fails("disclosures_misplaced", 1));
  });
  it("may be erased: the rest stays proven", () => {
    const lines = disclosed(log);
    lines[5] = formatDisclosuresLine(stamp, { index: 2, disclosures: [] });
    expect(judge(lines)).toMatchObject({ ok: true, isComplete: true });
  });
});

/** True when position `at` of an added line lies outside its `data`. */
function isOnlyStamp(line: string, at: number): boolean {
  const data = JSON.stringify((JSON.parse(line) as { data: unknown }).data);
  const start = line.indexOf('"data":');
  return at < start || at >= start + '"data":'.length + data.length;
}
