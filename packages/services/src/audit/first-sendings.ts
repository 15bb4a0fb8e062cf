// Who first brought large contents into a model, by the entries alone: rows of uploads are removed, discarded and edited.
import { kindsNamed, sha256Hex, tellingBytes } from "@chancery/core";
import { numbersByText, type Fingerprinter } from "./fingerprints.ts";

/** What an entry says of that: its act, who did it and when, and what its leaf holds. */
export type Sending = {
  readonly kind: string;
  readonly actorId: string;
  readonly time: Date;
  readonly after: Readonly<Record<string, unknown>>;
};
const names = [
  "version.created",
  "upload.begun",
  "upload.finished",
  "upload.batch-finished",
  "promotion.voted",
  "promotion.executed",
] as const;
type Name = (typeof names)[number];
const nameOf: ReadonlyMap<string, Name> = new Map(
  names.flatMap((name) => kindsNamed(name).map((kind): [string, Name] => [kind, name])),
);
export const sendingKinds: readonly string[] = [...nameOf.keys()];

/** Somebody who sent to a version: from when to when entries tell of it. */
export type Sender = {
  readonly versionId: string;
  readonly actorId: string;
  readonly first: Date;
  readonly last: Date;
};
type Version = {
  readonly modelId: string;
  /** By actor the number of the sender, counted from 1. */
  readonly senders: Map<string, number>;
  isLetIn: boolean;
};
/** A batch whose entry names its contents by the digest of a list alone. */
type Listed = { readonly index: number; readonly sender: number; readonly id: string; readonly listSha256: string };

/** Which entry brought a content first, and by whom; which one sent its bytes first. Entries and senders count from 1. */
const [broughtAt, broughtBy, sentAt, sentBy, width] = [0, 1, 2, 3, 4] as const;

/** Of each content and model some 36 bytes, and some 500 of a version. */
export function firstSendings(fingerprint: Fingerprinter) {
  const contents = numbersByText(fingerprint, width);
  const versions = new Map<string, Version>();
  const senders: Sender[] = [];
  /** Promotions that somebody approved, until they are executed. */
  const approved = new Set<string>();
  /** By model the batches whose lists were not read yet, and those who sent one that is not the list of its entry. */
  const unread = new Map<string, Listed[]>();
  const ofUnknown = new Map<string, number[]>();

  function senderOf(
    { senders: known }: Version,
    { actorId, time, versionId }: Sending & { versionId: string },
  ): number {
    const number = known.get(actorId) ?? senders.length + 1;
    const first = senders[number - 1]?.first ?? time;
    known.set(actorId, number);
    senders[number - 1] = { versionId, actorId, first, last: time };
    return number;
  }
  type Bringing = { readonly index: number; readonly sender: number; readonly isSent: boolean };
  function bring(modelId: string, sha256: string, { index, sender, isSent }: Bringing) {
    const kept = contents.reach(keyOf(modelId, sha256));
    const note = (at: number, by: number) => {
      if (kept[at] !== 0 && kept[at]! <= index + 1) return;
      kept[at] = index + 1;
      kept[by] = sender;
    };
    note(broughtAt, broughtBy);
    if (isSent) note(sentAt, sentBy);
  }
  function noteSent(index: number, sending: Sending, name: Name) {
    const { after } = sending;
    const { versionId, uploadId, sha256, sizeBytes, isStored, listSha256, sent, brought } = after as Said;
    const version = versions.get(versionId);
    if (!version) return;
    const { modelId } = version;
    const sender = senderOf(version, { ...sending, versionId });
    const isTelling = sha256 !== undefined && sizeBytes >= tellingBytes;
    if (name === "upload.begun" && isStored && isTelling) bring(modelId, sha256, { index, sender, isSent: false });
    if (name === "upload.finished" && isTelling) bring(modelId, sha256, { index, sender, isSent: true });
    if (name !== "upload.batch-finished") return;
    for (const one of sent ?? []) bring(modelId, one, { index, sender, isSent: true });
    for (const one of brought ?? []) bring(modelId, one, { index, sender, isSent: false });
    if (sent === undefined) unread.set(modelId, [...of(unread, modelId), { index, sender, id: uploadId, listSha256 }]);
  }
  function noteVote(promotionId: string, decision: string) {
    if (decision === "approve") approved.add(promotionId);
  }
  function letIn(versionId: string, promotionId: string) {
    const version = versions.get(versionId);
    if (version && approved.has(promotionId)) version.isLetIn = true;
    approved.delete(promotionId);
  }

  return {
    note(index: number, sending: Sending) {
      const { kind, after } = sending;
      const { versionId, modelId, promotionId, decision } = after as Said;
      const name = nameOf.get(kind);
      if (name === "version.created") versions.set(versionId, { modelId, senders: new Map(), isLetIn: false });
      else if (name === "promotion.voted") noteVote(promotionId, decision);
      else if (name === "promotion.executed") letIn(versionId, promotionId);
      else if (name !== undefined) noteSent(index, sending, name);
    },
    /** Whether entries tell who brought each of these to the model, and who sent it. */
    areKnown: (modelId: string, digests: Iterable<string>) =>
      [...digests].every((sha256) => contents.get(keyOf(modelId, sha256))?.[sentAt]),
    /** The batches of these models whose lists are to be read before anything is asked about their contents. */
    unreadOf: (modelIds: readonly string[]) => modelIds.flatMap((id) => of(unread, id).map((one) => one.id)),
    /**
     * Told the lists of these unread batches of a model. Who sent one whose list is gone or edited may have sent any content:
     * they count for all.
     */
    noteLists(modelId: string, { asked, lists }: { asked: ReadonlySet<string>; lists: ReadonlyMap<string, string> }) {
      const isSent = true; // of a list alone it cannot be told
      for (const { id, index, sender, listSha256 } of of(unread, modelId)) {
        if (!asked.has(id)) continue;
        const list = lists.get(id);
        if (list === undefined || sha256Hex(list) !== listSha256)
          ofUnknown.set(modelId, [...of(ofUnknown, modelId), sender]);
        else
          for (const { sha256, sizeBytes } of JSON.parse(list) as readonly Listing[])
            if (sizeBytes >= tellingBytes) bring(modelId, sha256, { index, sender, isSent });
      }
      unread.set(
        modelId,
        of(unread, modelId).filter(({ id }) => !asked.has(id)),
      );
    },
    /**
     * Who brought any of these contents to the model first, and who sent its bytes there first: the same, where it did not lie
     * in another model already. Nobody for what they brought to a version that a vote let into a stage.
     */
    firstOf(modelId: string, digests: Iterable<string>): readonly Sender[] {
      const numbers = new Set<number>(of(ofUnknown, modelId));
      for (const sha256 of digests) {
        const found = contents.get(keyOf(modelId, sha256));
        for (const by of [found?.[broughtBy], found?.[sentBy]]) if (by) numbers.add(by);
      }
      return [...numbers]
        .map((number) => senders[number - 1]!)
        .filter(({ versionId }) => versions.get(versionId)?.isLetIn !== true);
    },
    /** From when to when somebody sent to a version; undefined where no entry tells of it. */
    sentTo({ versionId, actorId }: Pick<Sender, "versionId" | "actorId">): Sender | undefined {
      return senders[(versions.get(versionId)?.senders.get(actorId) ?? 0) - 1];
    },
  };
}

const of = <T>(lists: ReadonlyMap<string, readonly T[]>, modelId: string) => lists.get(modelId) ?? [];
const keyOf = (modelId: string, sha256: string) => `${modelId}/${sha256}`;

/** What leaves of these kinds hold: the catalogue says so, and the root proves that we wrote them. */
type Said = {
  readonly versionId: string;
  readonly modelId: string;
  readonly promotionId: string;
  readonly decision: string;
  readonly uploadId: string;
  readonly sha256?: string;
  readonly sizeBytes: number;
  readonly isStored: boolean;
  readonly listSha256: string;
  /** Of a batch: contents whose bytes came in it, and those that had not to be sent. */
  readonly sent?: readonly string[];
  readonly brought?: readonly string[];
};
type Listing = { readonly sha256: string; readonly sizeBytes: number };
