// A filtered export held against its own entry: what it looked for, and how much it found.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { signCheckpoint } from "./checkpoint.ts";
import { formatCheckpointLine, formatDisclosuresLine, formatProofLine } from "./export-lines.ts";
import { createExportVerifier } from "./export-verify.ts";
import { buildLeaf } from "./leaf.ts";
import { appendLeaf, emptyTree, inclusionProof, leafHash, rootOf, type TreeState } from "./merkle.ts";
import { ed25519Signer } from "./note.ts";

const origin = "registry.test/audit";
const signer = ed25519Signer({ origin, seed: new Uint8Array(32).fill(9) });
const { verifierKey } = signer;
const stamp = { id: "0197f000-0000-7000-8000-0000000000ff", origin, time: new Date("2026-03-02T00:00:00.000Z") };
const size = 9;
const own = size - 1;

type Wanted = {
  readonly indexes: readonly number[];
  readonly filter?: string;
  readonly typed?: readonly (readonly [name: string, value: string])[];
  readonly stated?: string;
};

/** Groups of lines: one for each entry that was found, one for the export's own, the checkpoint. */
async function exported({ indexes, filter = "kind=team", typed = [], stated = filter }: Wanted) {
  const leaves: Uint8Array[] = [];
  const nodes = new Map<string, string>();
  let tree: TreeState = emptyTree;
  let disclosures: readonly string[] = [];
  const append = (kind: string, after: object, personal: typeof typed = []) => {
    const built = buildLeaf({
      index: leaves.length,
      id: `id-${leaves.length}`,
      origin,
      kind,
      subject: { kind: "organisation", id: "organisation" },
      time: new Date(Date.UTC(2026, 2, 1, 0, 0, leaves.length)),
      auth: { type: "app_user", id: "a" },
      requestId: "r",
      outcome: "success",
      after: { ...after },
      personal: personal.map(([name, value]) => ({ name, value, salt: new Uint8Array(16).fill(3) })),
    });
    nodes.set(`0/${leaves.length}`, leafHash(built.bytes));
    const grown = appendLeaf(tree, leafHash(built.bytes));
    for (const node of grown.nodes) nodes.set(`${node.level}/${node.idx}`, node.hash);
    tree = grown.state;
    leaves.push(built.bytes);
    disclosures = built.disclosures;
  };
  for (let n = 0; n < own; n++) append("team.created@1", { teamId: `t-${n}`, slug: `s-${n}` });
  const found = indexes.reduce((state, index) => appendLeaf(state, leafHash(leaves[index]!)).state, emptyTree);
  const data = { treeSize: size, filter, found: found.size, foundRoot: rootOf(found), isDisclosing: false };
  append("audit.exported@2", data, typed);
  const get = (level: number, idx: number) => Promise.resolve(nodes.get(`${level}/${idx}`)!);
  const group = async (index: number) => [
    new TextDecoder().decode(leaves[index]),
    ...(index === own && typed.length > 0 ? [formatDisclosuresLine(stamp, { index, disclosures })] : []),
    formatProofLine(stamp, { index, size, hashes: await inclusionProof({ index, size }, get) }),
  ];
  const ending = (entry?: number) =>
    formatCheckpointLine(stamp, {
      ...{ note: signCheckpoint(signer, { size, root: rootOf(tree) }), from: 0, size, filter: stated },
      ...(entry !== undefined && { entry }),
    });
  return { listed: await Promise.all(indexes.map(group)), own: await group(own), group, ending };
}

function judge(groups: readonly (readonly string[])[]) {
  const verifier = createExportVerifier({ verifierKey });
  for (const line of groups.flat()) verifier.push(line);
  return verifier.finish();
}
const fails = (code: string, firstBadIndex: number | null = null) => ({
  ok: false,
  reasons: [expect.objectContaining({ code }) as unknown],
  firstBadIndex,
});

describe("a filtered export with its own entry", () => {
  it("is shown to hold all that was found, and loses none of it unnoticed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray([...Array(own).keys()], { minLength: 1 }), fc.nat(), async (indexes, at) => {
        const made = await exported({ indexes });
        const ending = [made.ending(own)];
        expect(judge([...made.listed, made.own, ending])).toMatchObject({
          ok: true,
          isComplete: false,
          found: { filter: "kind=team", entries: indexes.length, entry: own },
        });
        const short = made.listed.toSpliced(at % indexes.length, 1);
        expect(judge([...short, made.own, ending])).toEqual(fails("entry_missing"));
        expect(judge([...short, made.own, [made.ending()]])).toEqual(fails("entry_missing"));
      }),
      { numRuns: 50 },
    );
  });

  it("is refused with an entry more, or another one, of the same log", async () => {
    const made = await exported({ indexes: [1, 4] });
    const ending = [made.ending(own)];
    const other = await made.group(6);
    expect(judge([...made.listed, other, made.own, ending])).toEqual(fails("entry_extra"));
    expect(judge([made.listed[0]!, other, made.own, ending])).toEqual(fails("entry_exchanged"));
  });

  it("is refused without that entry, or with the entry of another export in its place", async () => {
    const made = await exported({ indexes: [1, 4] });
    expect(judge([...made.listed, [made.ending(own)]])).toEqual(fails("export_entry_missing", own));
    expect(judge([...made.listed, made.own, [made.ending(4)]])).toEqual(fails("export_entry_missing", 4));
  });

  it("is refused under another filter than its entry was written for", async () => {
    const made = await exported({ indexes: [1, 4], stated: "kind=promotion" });
    expect(judge([...made.listed, made.own, [made.ending(own)]])).toEqual(fails("filter_mismatch"));
  });

  it("brings what was typed along, and is refused without it", async () => {
    const filter = "q&actor&kind=team";
    const typed = [
      ["q", "Ada & co"],
      ["actor", "Grace"],
    ] as const;
    const stated = "q=Ada%20%26%20co&actor=Grace&kind=team";
    const made = await exported({ indexes: [1, 4], filter, typed, stated });
    const [leaf, disclosures, proof] = made.own as [string, string, string];
    const ending = [made.ending(own)];
    expect(leaf).not.toContain("Ada");
    expect(judge([...made.listed, [leaf, disclosures, proof], ending])).toMatchObject({ ok: true });
    expect(judge([...made.listed, [leaf, proof], ending])).toEqual(fails("filter_undisclosed"));
  });

  it("shows only inclusion where it is from before exports carried their entry", async () => {
    const made = await exported({ indexes: [1, 4] });
    const verdict = judge([...made.listed, [made.ending()]]);
    expect(verdict).toMatchObject({ ok: true, isComplete: false, entries: 2 });
    expect(verdict).not.toHaveProperty("found");
  });
});
