// Stored leaves as readers see them. Everything shown is read from the leaf's bytes, never from the columns beside them.
import {
  anonymousActor,
  classOf,
  idsIn,
  leafHash,
  readLeaf,
  sentenceOf,
  subjectLabel,
  systemActor,
  type AuditEntryView,
  type Leaf,
} from "@chancery/core";
import { labelsOf, type FoundEntry, type Reader } from "@chancery/db";

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
export const leafText = (leaf: Uint8Array): string => utf8.decode(leaf);

/** The leaf in these bytes, whatever its hash; undefined for what is none. */
export function leafIn(bytes: Uint8Array): Leaf | undefined {
  const read = readLeaf(leafText(bytes));
  return read.ok ? read.leaf : undefined;
}

/** What ids are called, for actors that have no row too. */
export async function labelsFor(reader: Reader, leaves: readonly Leaf[]): Promise<ReadonlyMap<string, string>> {
  const labels = await labelsOf(reader, leaves.flatMap(idsIn));
  return new Map([...labels, [systemActor.id, systemActor.name], [anonymousActor.id, "someone not signed in"]]);
}

/** The leaf of a stored entry; undefined when its bytes are not those its hash was taken over, or no leaf of this log. */
export function leafOf({ index, leaf, leafHash: stored }: FoundEntry): Leaf | undefined {
  const read = readLeaf(leafText(leaf));
  return read.ok && read.leaf.index === index && leafHash(leaf) === stored ? read.leaf : undefined;
}

/** Views of entries in the order given, their names looked up in one go. */
export async function entryViews(reader: Reader, entries: readonly FoundEntry[]): Promise<readonly AuditEntryView[]> {
  const leaves = entries.map(leafOf);
  const labels = await labelsFor(
    reader,
    leaves.filter((leaf) => leaf !== undefined),
  );
  return leaves.map((leaf, at) => (leaf ? viewOf(leaf, labels) : damagedView(entries[at]!.index)));
}

export function viewOf(leaf: Leaf, labels: ReadonlyMap<string, string>): AuditEntryView {
  return {
    index: leaf.index,
    id: leaf.id,
    at: leaf.time.toISOString(),
    kind: leaf.kind,
    class: classOf(leaf.kind),
    actor: labels.get(leaf.auth.id) ?? leaf.auth.id,
    actorId: leaf.auth.id,
    subject: subjectLabel(leaf, labels),
    outcome: leaf.outcome,
    requestId: leaf.requestId,
    sentence: sentenceOf(leaf, labels),
  };
}

/** Shown in place of an entry whose bytes were changed: nothing of it can be believed. */
export const damagedView = (index: number): AuditEntryView => ({
  index,
  id: "",
  at: new Date(0).toISOString(),
  kind: "damaged",
  class: null,
  actor: "",
  actorId: "",
  subject: "",
  outcome: "failure",
  requestId: "",
  sentence: `Entry ${index} is damaged: its bytes are not what was written. Check the log.`,
});
