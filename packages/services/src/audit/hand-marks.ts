// Who made, sent or owned something, by the leaves: what the columns beside them are held against.
import { eventType, kindsNamed } from "@chancery/core";
import { handKinds, type HandEntry } from "@chancery/db";
import { fileKinds } from "./draft-files.ts";
import { sendingKinds, type Sending } from "./first-sendings.ts";

/** What one entry says of that. */
export type Marks = {
  /** Counted under its subject. */
  readonly hand: { readonly place: string; readonly key: string } | undefined;
  /** Of a sending, of what decides whether it counts, and of what takes files out of a draft. */
  readonly sending: Sending | undefined;
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

const kindByType = new Map(
  [...handKinds, ...sendingKinds, ...fileKinds, ...erasing, ...aboutPeople].map((kind) => [eventType(kind), kind]),
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
  const { kind, actorId, time } = entry;
  return {
    hand: isHand ? { place: handPlace(subject), key: handKey(entry) } : undefined,
    sending: sendingKinds.includes(kind) || fileKinds.includes(kind) ? { kind, actorId, time, after } : undefined,
    listed,
  };
}
