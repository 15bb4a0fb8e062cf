// Confirming an erasure: what tells who somebody was is deleted, every proof stays valid, and the entry says what is gone.
import {
  disclosureDigest,
  erasureNameOf,
  readDisclosure,
  refuse,
  retentionOf,
  isActKind,
  writePlaces,
  Target,
  ActorView,
  type Actor,
} from "@chancery/core";
import {
  deleteDisclosures,
  disclosuresOfPerson,
  disclosuresTellingOf,
  eraseAccount,
  type DisclosureInEntry,
  type Tx,
} from "@chancery/db";
import { z } from "zod";
import { leafIn } from "../audit/entry-views.ts";
import { accountSaltName, rowSaltName } from "../audit/tell-rows.ts";
import { command } from "../command.ts";
import { actorView } from "../people/actor-view.ts";
import { lockAccount } from "../subjects/account.ts";
import { erasureByLog } from "./state.ts";

/** FORBIDDEN for who asked for it, and for whose it is; ILLEGAL_TRANSITION when none waits, or the account was enabled since. */
export const confirmErasure = command({
  kind: "erasure.confirmed@1",
  permission: "erasure:confirm",
  input: z.strictObject({ actorId: Target.account }),
  output: ActorView,
  causes: ["disclosures.erased@1"],
  subject: (tx, { actorId }, asking) => lockAccount(tx, actorId, asking),
  async run({ tx, actor, now, subject, house }) {
    const { id: actorId, account } = subject;
    const asked = await erasureByLog(house, tx, actorId);
    if (asked?.state !== "asked")
      throw refuse("ILLEGAL_TRANSITION", "erasure_not_asked", "no erasure of this account is waiting to be confirmed");
    refuseUnlessAnother(actor, [asked.askedBy, actorId]);
    if (account.state !== "disabled")
      throw refuse(
        "ILLEGAL_TRANSITION",
        "not_disabled",
        "disable this account first: an account that can act must have a name",
      );
    const gone = await toErase(tx, actorId);
    await deleteDisclosures(tx, gone);
    const erased = { ...account, name: erasureNameOf(actorId), email: null, revision: account.revision + 1 };
    await eraseAccount(tx, erased);
    const { id: erasureId, basis } = asked;
    const about = { kind: "actor", id: actorId };
    return {
      result: await actorView(tx, erased, { actor, now }),
      audit: { erasureId, actorId, basis, disclosures: gone.length },
      caused: writePlaces(placesOf(gone)).map((places) => ({
        kind: "disclosures.erased@1" as const,
        about,
        data: { erasureId, actorId, places },
      })),
    };
  },
});

function refuseUnlessAnother(actor: Actor, others: readonly string[]): void {
  if (others.includes(actor.id) || others.includes(actor.answerableId))
    throw refuse(
      "FORBIDDEN",
      "second_person_needed",
      "another person has to confirm this erasure: neither the person who requested it nor the person it is about",
    );
}

/** What discloses who the person is, and the salts of what entries tell of the account. Words of decisions and signatures stay. */
async function toErase(tx: Tx, actorId: string): Promise<readonly DisclosureInEntry[]> {
  const nameOf = ({ disclosure }: DisclosureInEntry) => readDisclosure(disclosure)?.name ?? "";
  const isSalt = (name: string) => name === rowSaltName || name.startsWith(accountSaltName(""));
  const about = (await disclosuresOfPerson(tx, actorId)).filter(
    (one) => isActKind(one.kind) && retentionOf(one.kind) === "account" && !isSalt(nameOf(one)),
  );
  const telling = await disclosuresTellingOf(tx, actorId);
  const own = telling.filter((one) => nameOf(one) === accountSaltName(actorId));
  // Entries from before accounts had salts of their own: the columns of other rows in them can no longer be checked either.
  const isOfToday = new Set(
    telling.filter((one) => nameOf(one).startsWith(accountSaltName(""))).map(({ entryIdx }) => entryIdx),
  );
  const shared = telling.filter((one) => nameOf(one) === rowSaltName && !isOfToday.has(one.entryIdx));
  return [...about, ...own, ...shared];
}

function placesOf(gone: readonly DisclosureInEntry[]): ReadonlyMap<number, readonly number[]> {
  const places = new Map<number, number[]>();
  for (const { entryIdx, disclosure, leaf } of gone) {
    const place = leafIn(leaf)?.digests.indexOf(disclosureDigest(disclosure)) ?? -1;
    if (place < 0) continue; // no disclosure of that entry: it goes unnamed
    if (!places.has(entryIdx)) places.set(entryIdx, []);
    places.get(entryIdx)!.push(place);
  }
  return places;
}
