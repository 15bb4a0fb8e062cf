// Each process follows the log: what it has read and proven against the keyed head tells it the newest word on a row, that a
// leaf is the one that was written, and that the log only grows. So nothing that acts rest on is taken from an index.
import { setImmediate as letOthersRun } from "node:timers/promises";
import { refuse, rootOf, type Leaf, type LeafRows, type Reason, type TreeState } from "@chancery/core";
import { headNow, leavesAt, readLeaves, registryOf, type Db, type LogHead, type Reader, type Tx } from "@chancery/db";
import type { House } from "../house.ts";
import { leafIn } from "./entry-views.ts";
import { freeze, frozen } from "./freeze.ts";
import { whyNotKeyed } from "./head-mac.ts";
import { factsOf, knownEntries, type EntryFacts, type KnownEntries } from "./known-entries.ts";

type Appended = {
  readonly from: number;
  readonly facts: readonly EntryFacts[];
  readonly grown: TreeState;
  readonly root: string;
};
type Followed = {
  entries: KnownEntries;
  /** The log was read to its end once, be it empty. */
  isRead: boolean;
  /** One reads on at a time. */
  turn: Promise<unknown>;
  /** What this process appended last: not known before the head says that it was committed. */
  appended: Appended | undefined;
};
const followedBy = new WeakMap<Db, Followed>();
/** By registry, in which house its log was followed last: for who is handed a reader alone. */
const houseOf = new WeakMap<object, House>();
/** Transactions that have appended: they hold the head, and what they see of it is not committed. */
const appending = new WeakMap<Reader, Appended>();

function followed(db: Db): Followed {
  const known = followedBy.get(db) ?? {
    entries: knownEntries(),
    isRead: false,
    turn: Promise.resolve(),
    appended: undefined,
  };
  followedBy.set(db, known);
  return known;
}

/** What this process has read so far; undefined before it has read the log once. */
export function logAsRead(db: Db): KnownEntries | undefined {
  const { entries } = followed(db);
  return entries.size() > 0 ? entries : undefined;
}

/**
 * Reads the whole log once, outside of any transaction, so that no act does so in its own. What fails, the act meets itself;
 * and so does it a head of another key, which the first act of a restored copy takes over.
 */
export async function readLogOnce(house: House): Promise<void> {
  if (house.freeze.because || followed(house.db).isRead) return;
  await followKeyed(house).catch(() => undefined);
}

async function followKeyed(house: House): Promise<void> {
  if (!whyNotKeyed(house.signer, await headNow(house.db.read))) await followLog(house, house.db.read);
}

/**
 * What the log holds now, read on from where this process had got to. UNAVAILABLE, and the house frozen, where what follows
 * is not what the key of the log was at hand for.
 */
export async function followLog(house: House, reader: Reader): Promise<KnownEntries> {
  if (!appending.has(reader)) {
    const seen = followed(house.db).entries.size(); // before the head is read: what is read meanwhile may be newer
    await readOn(house, reader, { head: await headNow(reader), seen });
  }
  return followed(house.db).entries;
}

/** The same for a transaction that holds the head. */
export async function followLocked(house: House, tx: Tx, head: LogHead): Promise<KnownEntries> {
  const { entries } = followed(house.db);
  if (!appending.has(tx)) await readOn(house, tx, { head, seen: entries.size() });
  return followed(house.db).entries;
}

/** For reads, which answer whatever happens: what this process has read, and what came since where it can be followed. */
export async function logForReads(house: House): Promise<KnownEntries | undefined> {
  const entries = logAsRead(house.db);
  if (!entries || house.freeze.because) return entries;
  return followLog(house, house.db.read).catch(() => entries); // frozen and alarmed by now: reading goes on
}

/** The same for who only has a reader: what was read, or what is read now where `isEnough` says that something is missing. */
export async function logBehind(
  reader: Reader,
  isEnough: (entries: KnownEntries) => boolean,
): Promise<KnownEntries | undefined> {
  const house = houseOf.get(registryOf(reader));
  if (!house || !followed(house.db).isRead) return undefined;
  const { entries } = followed(house.db);
  if (isEnough(entries) || house.freeze.because) return entries;
  return followLog(house, reader).catch(() => entries);
}

/** A head, and how many entries this process had seen before it was read: a log of fewer was rolled back. */
type Seen = { readonly head: LogHead; readonly seen: number };

async function readOn(house: House, reader: Reader, { head, seen }: Seen): Promise<void> {
  const known = followed(house.db);
  houseOf.set(registryOf(reader), house);
  takeAppended(known, head);
  if (head.size === known.entries.size() && (head.root === known.entries.root() || head.size === 0)) {
    known.isRead = true;
    return;
  }
  const before = known.turn;
  const work = (async () => {
    await before.catch(() => undefined);
    takeAppended(known, head);
    const fault = await whyNotFollowed(house, reader, { head, seen });
    if (!fault) {
      known.isRead = true;
      return;
    }
    throw house.freeze.because ? frozen(house.freeze.because) : freeze(house, fault);
  })();
  known.turn = work;
  await work;
}

async function whyNotFollowed(house: House, reader: Reader, { head, seen }: Seen): Promise<Reason | undefined> {
  const known = followed(house.db);
  const size = known.entries.size();
  if (head.size < seen) return rolledBack(seen, head.size);
  if (head.size < size) return undefined; // others read on meanwhile
  if (head.size === size) return head.root === known.entries.root() || size === 0 ? undefined : rewritten(size);
  const fault = whyNotKeyed(house.signer, head);
  if (fault) return fault;
  if (size > 0) return (await grow(known.entries, reader, head)) ? undefined : rewritten(head.size);
  const entries = knownEntries();
  if (!(await grow(entries, reader, head))) return rewritten(head.size);
  known.entries = entries;
  return undefined;
}

const rolledBack = (seen: number, size: number): Reason => ({
  code: "log_rolled_back",
  message: `this process has seen ${seen} entries, but the log holds ${size}: entries were removed, or an old copy was put back`,
});
const rewritten = (size: number): Reason => ({
  code: "log_rewritten",
  message: `the ${size} entries of the log were not all written with the log's key: npm run fsck names the first bad one`,
});

const pageSize = 1000;

/** Whether the entries up to this head lead to its root. What is read of a log that is known already counts once they do. */
async function grow(entries: KnownEntries, reader: Reader, head: LogHead): Promise<boolean> {
  const isFirst = entries.size() === 0;
  const waiting: EntryFacts[] = [];
  let tree = entries.tree();
  while (tree.size < head.size) {
    const limit = Math.min(pageSize, head.size - tree.size);
    const read = factsOf(tree, await readLeaves(reader, { from: tree.size, limit }));
    if (!read || read.facts.length < limit) return false;
    tree = read.grown;
    if (isFirst) entries.add(read.facts, tree);
    else waiting.push(...read.facts);
    if (tree.size < head.size) await letOthersRun();
  }
  if (!isFirst) return isOfRoot(entries, { facts: waiting, grown: tree }, head.root);
  return entries.root() === head.root;
}

function isOfRoot(entries: KnownEntries, { facts, grown }: Omit<Appended, "from" | "root">, root: string): boolean {
  if (rootOf(grown) !== root) return false;
  entries.add(facts, grown, root);
  return true;
}

/** Entries of this process's own need not be read once the head is theirs. */
function takeAppended(known: Followed, head: LogHead): void {
  const { appended, entries } = known;
  if (appended?.grown.size !== head.size || appended.root !== head.root) return;
  known.appended = undefined;
  if (appended.from === entries.size()) entries.add(appended.facts, appended.grown, appended.root);
}

/** Told of what a transaction appends: known once it is committed. */
export function noteAppended(house: House, tx: Tx, { from, facts, grown, root }: Appended): void {
  const known = followed(house.db);
  const earlier = appending.get(tx);
  const all = earlier
    ? { from: earlier.from, facts: [...earlier.facts, ...facts], grown, root }
    : { from, facts, grown, root };
  appending.set(tx, all);
  known.appended = all;
}

/** The rows that these entries tell of, each proven to be what was written. Refuses what was edited since. */
export async function rowsOfEntries(
  entries: KnownEntries,
  reader: Reader,
  indexes: readonly number[],
): Promise<ReadonlyMap<number, LeafRows>> {
  const wanted = [...new Set(indexes)];
  const missing = wanted.filter((index) => !entries.rowsOf(index));
  const read = missing.length > 0 ? await leavesAt(reader, missing) : [];
  const found = new Map(wanted.flatMap((index) => (entries.rowsOf(index) ? [[index, entries.rowsOf(index)!]] : [])));
  const leaves = new Map(read.map(({ index, leaf }) => [index, leaf]));
  for (const index of missing) {
    const leaf = leaves.get(index);
    if (!leaf || !entries.isLeaf(index, leaf)) throw edited(index);
    const rows = leafIn(leaf)?.rows ?? {};
    entries.keepRows(index, rows, leaf.length);
    found.set(index, rows);
  }
  return found;
}

/** These entries as they were written, in the order given. Refuses what was edited since. */
export async function provenLeaves(
  entries: KnownEntries,
  reader: Reader,
  indexes: readonly number[],
): Promise<readonly Leaf[]> {
  const read = indexes.length > 0 ? await leavesAt(reader, [...new Set(indexes)]) : [];
  const bytes = new Map(read.map(({ index, leaf }) => [index, leaf]));
  return indexes.map((index) => {
    const leaf = bytes.get(index);
    const said = leaf && entries.isLeaf(index, leaf) ? leafIn(leaf) : undefined;
    if (!said) throw edited(index);
    return said;
  });
}

const edited = (index: number) =>
  refuse(
    "ILLEGAL_TRANSITION",
    "record_contradicts_log",
    `entry ${index} of the log is not what was written: ask an admin to check the audit log`,
  );

/** Of these entries those that are as they were written. */
export async function provenAmong(
  entries: KnownEntries,
  reader: Reader,
  indexes: readonly number[],
): Promise<ReadonlyMap<number, LeafRows>> {
  const all = await rowsOfEntries(entries, reader, indexes).catch(() => undefined);
  if (all) return all;
  const each = indexes.map((index) => rowsOfEntries(entries, reader, [index]).catch(() => []));
  return new Map((await Promise.all(each)).flatMap((rows) => [...rows]));
}
