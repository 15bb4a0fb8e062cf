// The export: its own entry first, then every leaf byte for byte, then the checkpoint that covers them.
import { setImmediate as letOthersRun } from "node:timers/promises";
import {
  formatCheckpointLine,
  formatDisclosuresLine,
  formatProofLine,
  inclusionProof,
  organisation,
  refuse,
  rolesOn,
} from "@chancery/core";
import { lockHead, readDisclosures, searchEntries, type AuditFilter, type FoundEntry } from "@chancery/db";
import { z } from "zod";
import { grantsInForce } from "../authorise.ts";
import { command } from "../command.ts";
import type { Call, House } from "../house.ts";
import { flushRefusals } from "../record-refusal.ts";
import { entryFilter, filterForLeaf, filterText, toAuditFilter } from "./entry-filter.ts";
import { leafText } from "./entry-views.ts";
import { nodeGetter } from "./log-nodes.ts";
import { makeCheckpoint } from "./make-checkpoint.ts";
import { refuseUnknownInLog } from "./unknown-in-log.ts";

export const ExportInput = z.strictObject({ ...entryFilter, disclosures: z.boolean().default(false) });
const pageSize = 500;

const recordExport = command({
  kind: "audit.exported@1",
  permission: "audit:export",
  input: ExportInput,
  subject: () => Promise.resolve(organisation),
  isReplayed: false,
  async run({ tx, actor, now }, { disclosures, ...filter }) {
    if (disclosures && !rolesOn(actor, await grantsInForce(tx, actor, now), organisation).includes("auditor"))
      throw refuse("FORBIDDEN", "role_missing", "you need the auditor role to export what the entries disclose");
    await refuseUnknownInLog(tx, filter);
    const { size } = await lockHead(tx); // the entry about to be written is the last the export is sure to hold
    const said = [filterForLeaf(filter), disclosures ? "disclosures=true" : ""].filter(Boolean).join("&");
    return { result: toAuditFilter(filter), audit: { treeSize: size + 1, filter: said } };
  },
});

/**
 * Lines of an export (CONTRACT: NDJSON, no line feeds here), read page by page as they are taken. The entry saying that it was made is in it.
 * With a filter each leaf is followed by its proof, and completeness is not shown.
 */
export async function exportLog(house: House, call: Call, raw: unknown): Promise<AsyncIterable<string>> {
  const filter = await recordExport(house, call, raw);
  const { disclosures: isDisclosing, ...input } = ExportInput.parse(raw);
  await flushRefusals(house);
  const checkpoint = await makeCheckpoint(house);
  if (!checkpoint) throw new Error("the log is empty right after an entry was written");
  return linesOf(house, {
    filter,
    filterText: filterText(input),
    isDisclosing,
    size: checkpoint.size,
    note: checkpoint.note,
  });
}

type Export = {
  readonly filter: AuditFilter;
  readonly filterText: string;
  readonly isDisclosing: boolean;
  readonly size: number;
  readonly note: string;
};

async function* linesOf(house: House, wanted: Export): AsyncGenerator<string> {
  const reader = house.db.read;
  const stamp = () => ({ id: house.newId(), origin: house.signer.origin, time: house.clock.now() });
  const getNode = nodeGetter(reader);
  const proofOf = ({ index }: FoundEntry) => inclusionProof({ index, size: wanted.size }, getNode);
  for (let above = -1; ;) {
    const page = await searchEntries(reader, wanted.filter, {
      above,
      below: wanted.size,
      limit: pageSize,
      order: "oldest",
    });
    const proofs = wanted.filterText === "" ? [] : await Promise.all(page.map(proofOf));
    const disclosed = wanted.isDisclosing ? await disclosuresOf(house, page) : new Map<number, string[]>();
    for (const [at, entry] of page.entries()) {
      const { index } = entry;
      yield leafText(entry.leaf);
      const disclosures = disclosed.get(index);
      if (disclosures) yield formatDisclosuresLine(stamp(), { index, disclosures });
      const hashes = proofs[at];
      if (hashes) yield formatProofLine(stamp(), { index, size: wanted.size, hashes });
      above = index;
    }
    if (page.length < pageSize) break;
    await letOthersRun();
  }
  yield formatCheckpointLine(stamp(), { note: wanted.note, from: 0, size: wanted.size, filter: wanted.filterText });
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
