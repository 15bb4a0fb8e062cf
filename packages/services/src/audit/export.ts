// The export: its own entry first, then every leaf byte for byte, then the checkpoint that covers them.
import { setImmediate as letOthersRun } from "node:timers/promises";
import {
  formatCheckpointLine,
  formatDisclosuresLine,
  formatProofLine,
  inclusionProof,
  organisation,
} from "@chancery/core";
import {
  lockHead,
  readDisclosures,
  readEntries,
  readHead,
  searchEntries,
  type AuditFilter,
  type FoundEntry,
} from "@chancery/db";
import { z } from "zod";
import { command, type Command } from "../command.ts";
import { query } from "../query.ts";
import { inside } from "../describes.ts";
import type { Call, House } from "../house.ts";
import { flushRefusals } from "../record-refusal.ts";
import { assertColumns } from "./assert-columns.ts";
import { entryFilter, filterForLeaf, filterText, toAuditFilter, type EntryFilter } from "./entry-filter.ts";
import { leafText } from "./entry-views.ts";
import { countFound, nothingFound, type Found } from "./found.ts";
import { nodeGetter } from "./log-nodes.ts";
import { makeCheckpoint } from "./make-checkpoint.ts";
import { refuseUnlessAuditor } from "./open-disclosures.ts";
import { refuseUnknownInLog } from "./unknown-in-log.ts";

export const ExportInput = z.strictObject({ ...entryFilter, disclosures: z.boolean().default(false) });
/** `entry`: the index of its own entry; `found`: how many entries its filter found, null where it has none. */
export const AuditExport = z
  .object({ entry: z.int().min(0), found: z.int().min(0).nullable() })
  .meta({ id: "AuditExport" });
export type AuditExport = Readonly<z.output<typeof AuditExport>>;
const kind = "audit.exported@2";
const permission = "audit:export";
const pageSize = 500;

/** What a filter finds in the log as it is; null without a filter. It holds no lock: what comes meanwhile is counted under it. */
const findEntries = query({
  permission,
  input: ExportInput,
  output: inside,
  refusedAs: kind,
  subject: () => Promise.resolve(organisation),
  async run({ reader, house }, { disclosures: _, ...asked }): Promise<Found | null> {
    await refuseUnknownInLog(reader, asked);
    const filter = toAuditFilter(asked);
    if (filterText(asked) === "") return null;
    await assertColumns(house, reader);
    return countFound(reader, { filter, before: nothingFound, below: (await readHead(reader)).size });
  },
});

const recordExport = command({
  kind,
  permission,
  input: ExportInput.extend({ before: z.custom<Found | null>() }),
  output: AuditExport,
  subject: () => Promise.resolve(organisation),
  isReplayed: false,
  async run({ tx, actor, grants }, { disclosures, before, ...filter }) {
    if (disclosures) refuseUnlessAuditor(actor, grants);
    const { size } = await lockHead(tx); // the entry about to be written is the last the export is sure to hold
    const found = before && (await countFound(tx, { filter: toAuditFilter(filter), before, below: size }));
    const { open, typed } = filterForLeaf(filter);
    return {
      result: { entry: size, found: found?.entries ?? null },
      audit: {
        treeSize: size + 1,
        filter: open,
        found: found?.entries ?? null,
        foundRoot: found?.root ?? null,
        isDisclosing: disclosures,
        ...typed,
      },
    };
  },
});

/** Writes the entry, and signs the checkpoint that is the first to cover it. */
async function begin(house: House, call: Call, raw: unknown) {
  const before = await findEntries(house, call, raw);
  const { disclosures: isDisclosing, ...filter } = ExportInput.parse(raw);
  await flushRefusals(house);
  const own = await recordExport(house, call, { ...filter, disclosures: isDisclosing, before });
  const checkpoint = await makeCheckpoint(house);
  if (!checkpoint) throw new Error("the log is empty right after an entry was written");
  return { own, checkpoint, filter, isDisclosing };
}

/** Makes an export by writing its entry. Its lines are fetched by `fetchExport`, as often as they are needed. */
export const createExport: Command<typeof ExportInput, AuditExport> = Object.assign(
  async (house: House, call: Call, raw: unknown) => (await begin(house, call, raw)).own,
  { input: ExportInput, output: AuditExport, kind, permission } as const,
);

/**
 * Lines of an export (CONTRACT: NDJSON, no line feeds here), read page by page as they are taken. The entry saying that it was made is in it.
 * With a filter each leaf is followed by its proof, and the last leaf is that entry: it says how many the filter found before it.
 */
export async function exportLog(house: House, call: Call, raw: unknown): Promise<AsyncIterable<string>> {
  const { own, checkpoint, filter, isDisclosing } = await begin(house, call, raw);
  return exportLines(house, { ...own, filter, isDisclosing, checkpoint });
}

type Asked = AuditExport & {
  readonly filter: EntryFilter;
  readonly isDisclosing: boolean;
  readonly checkpoint: { readonly size: number; readonly note: string };
};
/** The lines of an export whose entry is written, under a checkpoint that covers it. */
export function exportLines(house: House, asked: Asked): AsyncIterable<string> {
  const { entry, found, filter, isDisclosing, checkpoint } = asked;
  const { size, note } = checkpoint;
  const filtered = found === null ? null : { entry, found, text: filterText(filter) };
  return linesOf(house, { filter: toAuditFilter(filter), filtered, isDisclosing, size, note });
}

type Export = {
  readonly filter: AuditFilter;
  readonly isDisclosing: boolean;
  readonly size: number;
  readonly note: string;
  /** Of one with a filter: the filter in one line, its own entry, and how many were found before that. */
  readonly filtered: { readonly text: string; readonly entry: number; readonly found: number } | null;
};

async function* linesOf(house: House, wanted: Export): AsyncGenerator<string> {
  const reader = house.db.read;
  const { size, note, filter, filtered } = wanted;
  const below = filtered?.entry ?? size;
  const getNode = nodeGetter(reader);
  const proofOf = async (index: number) => ({ index, size, hashes: await inclusionProof({ index, size }, getNode) });
  let lines = 0;
  for (let above = -1; ;) {
    const page = await searchEntries(reader, filter, { above, below, limit: pageSize, order: "oldest" });
    yield* linesOfPage(house, page, { isDisclosing: wanted.isDisclosing, proofOf: filtered && proofOf });
    lines += page.length;
    above = page.at(-1)?.index ?? above;
    if (page.length < pageSize) break;
    await letOthersRun();
  }
  if (filtered) {
    // A name the filter goes by changed: better no export than one that its own entry belies.
    if (lines !== filtered.found)
      throw new Error(`the filter found ${lines} entries where entry ${filtered.entry} says ${filtered.found}`);
    const { entry } = filtered;
    const own = await readEntries(reader, { from: entry, below: entry + 1, limit: 1 });
    yield* linesOfPage(house, own, { isDisclosing: true, proofOf }); // what it discloses is the filter
  }
  yield formatCheckpointLine(stampOf(house), {
    note,
    from: 0,
    size,
    filter: filtered?.text ?? "",
    ...(filtered && { entry: filtered.entry }),
  });
}

const stampOf = (house: House) => ({ id: house.newId(), origin: house.signer.origin, time: house.clock.now() });

type Shown = {
  readonly isDisclosing: boolean;
  readonly proofOf: ((index: number) => Promise<Parameters<typeof formatProofLine>[1]>) | null;
};

/** Each leaf, then what it discloses, then its proof. */
async function* linesOfPage(
  house: House,
  page: readonly FoundEntry[],
  { isDisclosing, proofOf }: Shown,
): AsyncGenerator<string> {
  const disclosed = isDisclosing ? await disclosuresOf(house, page) : new Map<number, string[]>();
  const proofs = proofOf ? await Promise.all(page.map(({ index }) => proofOf(index))) : [];
  for (const [at, { index, leaf }] of page.entries()) {
    yield leafText(leaf);
    const disclosures = disclosed.get(index);
    if (disclosures) yield formatDisclosuresLine(stampOf(house), { index, disclosures });
    const proof = proofs[at];
    if (proof) yield formatProofLine(stampOf(house), proof);
  }
}

async function disclosuresOf(house: House, page: readonly FoundEntry[]): Promise<Map<number, string[]>> {
  const [first, last] = [page[0], page.at(-1)];
  const found = new Map<number, string[]>();
  if (!first || !last) return found;
  for (const { entryIdx, disclosure } of await readDisclosures(house.db.read, {
    from: first.index,
    below: last.index + 1,
  }))
    found.set(entryIdx, [...(found.get(entryIdx) ?? []), disclosure]);
  return found;
}
