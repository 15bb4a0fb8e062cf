// Who made, sent or owned something, by the leaves: what the columns beside them, and rows nobody governs, are held against.
import { eventType, kindsNamed } from "@chancery/core";
import { handKinds, sendingKinds, type HandEntry, type CountedUpload } from "@chancery/db";

/** What one entry says of that. */
export type Marks = {
  /** Counted under its subject. */
  readonly hand: { readonly place: string; readonly key: string } | undefined;
  /** An upload that it finished, or began to send. */
  readonly upload: string | undefined;
  /** Under which it is found again. */
  readonly listed: readonly string[];
};

/** Entries that tell of erased texts, and those by which it is decided since when somebody is disabled, or erased. */
export const erasuresList = "erasures";
export const listAbout = (subject: string): string => `about?${subject}`;
const erasing: readonly string[] = kindsNamed("disclosures.erased");
const aboutPeople: readonly string[] = kindsNamed(
  "account.disabled",
  "erasure.requested",
  "erasure.withdrawn",
  "erasure.confirmed",
);

export const handPlace = (subject: string): string => `hands/${subject}`;
export const handKey = ({ index, kind, actorId, time }: Omit<HandEntry, "subject">): string =>
  `${index} ${kind} ${actorId} ${time.toISOString()}`;
export const uploadKey = ({ uploadId, versionId, actorId, sha256 }: CountedUpload): string =>
  `upload ${uploadId} ${versionId} ${actorId} ${sha256}`;

const kindByType = new Map(
  [...handKinds, ...sendingKinds, ...erasing, ...aboutPeople].map((kind) => [eventType(kind), kind]),
);
export const markedKindOf = (type: string | undefined): string | undefined => kindByType.get(type ?? "");

/** `after`: what the leaf of a successful act holds. */
export function marksOf({ subject, ...entry }: HandEntry, after: Readonly<Record<string, unknown>>): Marks {
  const listed = erasing.includes(entry.kind)
    ? [erasuresList]
    : aboutPeople.includes(entry.kind)
      ? [listAbout(subject)]
      : [];
  const isHand = handKinds.includes(entry.kind);
  const { uploadId, versionId, sha256 = after["listSha256"] } = after;
  const tells = sendingKinds.includes(entry.kind);
  const isSending =
    tells && typeof uploadId === "string" && typeof versionId === "string" && typeof sha256 === "string";
  const { actorId } = entry;
  return {
    hand: isHand ? { place: handPlace(subject), key: handKey(entry) } : undefined,
    upload: isSending ? uploadKey({ uploadId, versionId, actorId, sha256 }) : undefined,
    listed,
  };
}
