// What a process keeps of the entries it has read: of each the hash, of each row and place the newest entry that tells of it.
import { appendLeaf, emptyTree, leafHash, rootOf, type LeafRows, type TreeState } from "@chancery/core";
import {
  countedUnder,
  rowNamesOf,
  type GovernedTable,
  type HandEntry,
  type RowName,
  type RowPlace,
} from "@chancery/db";
import { randomBytes } from "node:crypto";
import { fingerprinter, numbersByText } from "./fingerprints.ts";
import { leafText } from "./entry-views.ts";
import { heldNames } from "./held-names.ts";
import { placeIn } from "./tell-rows.ts";
import { draftFiles } from "./draft-files.ts";
import { firstSendings } from "./first-sendings.ts";
import { handKey, markedKindOf, handPlace, marksOf, type Marks } from "./hand-marks.ts";

/** What is kept of one entry. */
export type EntryFacts = {
  readonly hash: string;
  /** `under`: the places and sets they are counted under. */
  readonly rows: readonly (RowPlace & { readonly under: readonly string[]; readonly names: readonly RowName[] })[];
  readonly marks: Marks | undefined;
  /** What the columns beside it must say: `columnsText`. */
  readonly columns: string;
  /** Whether entries tell of every row from here on; undefined where this one says nothing of that. */
  readonly isWhole: boolean | undefined;
  /** Of an entry of this process's own: what its leaf says of the rows, and how long it is. */
  readonly leaf?: { readonly rows: LeafRows; readonly bytes: number };
};

export type KnownEntries = ReturnType<typeof knownEntries>;

const hashBytes = 32;
/** Of leaves in use: so many bytes of their text. */
const cachedBytes = 8 * 1024 * 1024;

/** Some 40 bytes for each entry and 150 for each row: it grows by what was proven, and forgets nothing. */
export function knownEntries() {
  const fingerprint = fingerprinter(randomBytes(16));
  /** Of a row its newest entry; of a row in a place, that it was counted there. */
  const rows = numbersByText(fingerprint, 1);
  /** Of a place its newest entry, how many rows were ever told of there, and what their fingerprints come to. */
  const places = numbersByText(fingerprint, 4);
  const names = heldNames(fingerprint);
  const sendings = firstSendings(fingerprint);
  const drafts = draftFiles();
  let hashes = Buffer.alloc(1024 * hashBytes);
  let tree: TreeState = emptyTree;
  let root = rootOf(emptyTree);
  let isWhole = false;
  /** How many entries, and what the fingerprints of their columns come to. */
  const columns = new Uint32Array(4);
  let read = new Map<number, LeafRows>();
  let readBytes = 0;

  function note(index: number, { hash, rows: told, marks, columns: beside, isWhole: says, leaf }: EntryFacts) {
    if ((index + 1) * hashBytes > hashes.length) hashes = Buffer.concat([hashes, Buffer.alloc(hashes.length)]);
    hashes.write(hash, index * hashBytes, "hex");
    if (leaf) keepRows(index, leaf.rows, leaf.bytes);
    if (says !== undefined) isWhole = says;
    count(columns, beside);
    if (marks?.hand) count(places.reach(marks.hand.place), marks.hand.key);
    if (marks?.sending) {
      sendings.note(index, marks.sending);
      drafts.note(marks.sending);
    }
    for (const name of marks?.listed ?? [])
      names.note({ name, isHeld: true }, { key: String(index), index, isTaken: false });
    for (const { table, id, under, names: called } of told) {
      const key = `${table}/${id}`;
      rows.reach(key)[0] = index + 1;
      for (const name of called) names.note(name, { key, index, isTaken: says !== undefined });
      for (const place of under) {
        const of = places.reach(place);
        of[0] = index + 1;
        const counted = rows.reach(`${place}\n${key}`);
        if (counted[0] === 0) count(of, key);
        counted[0] = index + 1;
      }
    }
  }
  function keepRows(index: number, told: LeafRows, bytes: number) {
    readBytes += bytes;
    if (readBytes > cachedBytes) {
      read = new Map();
      readBytes = bytes;
    }
    read.set(index, told);
  }
  const count = (of: Uint32Array, key: string) => {
    const [low, high] = fingerprint(key);
    of[1]! += 1;
    of[2]! ^= low;
    of[3]! ^= high;
  };
  function isSumOf(place: string, keys: readonly string[]): boolean {
    const [, told = 0, low = 0, high = 0] = places.get(place) ?? [];
    const sum = new Uint32Array(4);
    for (const key of keys) count(sum, key);
    return sum[1] === told && sum[2] === low && sum[3] === high;
  }
  const entryIn = (numbers: Uint32Array | undefined) => (numbers?.[0] ? numbers[0] - 1 : undefined);

  return {
    size: () => tree.size,
    root: () => root,
    tree: () => tree,
    /** Whether entries tell of every governed row there is. */
    isWhollyTold: () => isWhole,
    /** Entries that follow, once the root they lead to is proven. */
    add(facts: readonly EntryFacts[], grown: TreeState, rootOfGrown = rootOf(grown)) {
      for (const [at, one] of facts.entries()) note(tree.size + at, one);
      tree = grown;
      root = rootOfGrown;
    },
    newestOf: ({ table, id }: RowPlace) => entryIn(rows.get(`${table}/${id}`)),
    newestOfPlace: (place: string) => entryIn(places.get(place)),
    /** Where rows that are called so are told of, those first that were called so last. A row may be called otherwise by now. */
    heldUnder: names.heldUnder,
    /** Entries that are found under a list, oldest first. */
    listedUnder: (list: string) => [...names.heldUnder(list)].map(({ entry }) => entry).reverse(),
    /** Whether these are all the rows that entries ever told of in a place, each named once. */
    areAllOf: (place: string, found: readonly RowPlace[]) =>
      isSumOf(
        place,
        found.map(({ table, id }) => `${table}/${id}`),
      ),
    /** Whether these are all the entries by which somebody had a hand in this subject, and say who and when. */
    areHandsOn: (subject: string, found: readonly HandEntry[]) => isSumOf(handPlace(subject), found.map(handKey)),
    /** To hold the columns beside the entries read so far against their leaves: told each, it says whether they are the same. */
    columnsToHold() {
      const [told, seen] = [Uint32Array.from(columns), new Uint32Array(4)];
      return {
        size: tree.size,
        add: (beside: string) => count(seen, beside),
        isSame: () => seen.every((number, at) => number === told[at]),
      };
    },
    sendings,
    drafts,
    /** Whether these are the bytes that were read as this entry. */
    isLeaf: (index: number, leaf: Uint8Array) =>
      index < tree.size && hashes.toString("hex", index * hashBytes, (index + 1) * hashBytes) === leafHash(leaf),
    /** The rows of a leaf in use, undefined where they have to be read. */
    rowsOf: (index: number) => read.get(index),
    keepRows,
  };
}

/** The facts of leaves that follow on a tree, and the tree they make. Undefined where one is missing. */
export function factsOf(
  tree: TreeState,
  leaves: readonly { readonly index: number; readonly leaf: Uint8Array }[],
): { readonly facts: readonly EntryFacts[]; readonly grown: TreeState } | undefined {
  const facts: EntryFacts[] = [];
  let grown = tree;
  for (const { index, leaf } of leaves) {
    if (index !== grown.size) return undefined;
    const hash = leafHash(leaf);
    grown = appendLeaf(grown, hash).state;
    facts.push({ hash, ...saidIn(index, leaf) });
  }
  return { facts, grown };
}

type Said = {
  readonly id?: string;
  readonly correlationid?: string;
  readonly type?: string;
  readonly subject?: string;
  readonly authid?: string;
  readonly time?: string;
  readonly data?: {
    readonly outcome?: string;
    readonly after?: Readonly<Record<string, unknown>>;
    readonly rows?: LeafRows;
  };
};

/** Whoever wrote the leaf: what is read counts only where the root proves that we did. */
function saidIn(index: number, leaf: Uint8Array): Omit<EntryFacts, "hash"> {
  const said = parsedLeaf(leaf);
  const images = said?.data?.rows;
  const columns = columnsText({
    ...{ index, id: said?.id, type: said?.type, time: new Date(said?.time ?? ""), actorId: said?.authid },
    ...{ subject: said?.subject, outcome: said?.data?.outcome, requestId: said?.correlationid },
  });
  return { rows: placesIn(images ?? {}), marks: marksIn(index, said), columns, isWhole: isWholeAfter(index, said) };
}

type Columns = { readonly index: number; readonly time: Date } & {
  readonly [column in "id" | "type" | "actorId" | "subject" | "outcome" | "requestId"]: string | undefined;
};
/** The columns beside an entry as one text. `type` is of the event: its kind in another form. */
export const columnsText = ({ index, id, type, time, actorId, subject, outcome, requestId }: Columns): string =>
  JSON.stringify([index, id, type, time.getTime(), actorId, subject, outcome, requestId]);

function marksIn(index: number, said: Said | undefined): Marks | undefined {
  const kind = markedKindOf(said?.type);
  if (!kind || said?.data?.outcome !== "success") return undefined;
  const { subject = "", authid: actorId = "", time = "", data } = said;
  return marksOf({ index, kind, subject, actorId, time: new Date(time) }, data.after ?? {});
}

/** What a leaf says, without asking whether it is one; undefined where it cannot be read at all. */
export function parsedLeaf(leaf: Uint8Array): Said | undefined {
  try {
    return JSON.parse(leafText(leaf)) as Said;
  } catch {
    return undefined;
  }
}

/** A registry that began by telling of rows tells of all; an older one once its baseline was taken. */
function isWholeAfter(index: number, said: Said | undefined): boolean | undefined {
  if (said?.data?.outcome !== "success") return undefined;
  if (index === 0 && said.type === "chancery.registry.initialised.v1") return said.data.rows !== undefined;
  return said.type === "chancery.log.baseline.v1" ? said.data.after?.["isWhole"] === true : undefined;
}

export const placesIn = (images: LeafRows): EntryFacts["rows"] =>
  Object.entries(images).map(([key, image]) => {
    const row = placeIn(key);
    return { ...row, ...(image ? countingOf(row.table, image) : nowhere) };
  });

const nowhere = { under: [], names: [] };
/** Of a table that is no more nothing is asked. */
function countingOf(
  table: GovernedTable,
  image: NonNullable<LeafRows[string]>,
): Omit<EntryFacts["rows"][number], keyof RowPlace> {
  try {
    return { under: countedUnder(table, image), names: rowNamesOf(table, image) };
  } catch {
    return nowhere;
  }
}
