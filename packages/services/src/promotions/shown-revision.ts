// One revision of a promotion's dossier as its page shows it: what it holds, and what it changed against the one before.
import {
  changedParts,
  dossierChanges,
  lostText,
  openDossier,
  refuse,
  type Dossier,
  type PromotionView,
  type Reason,
  type VotePart,
} from "@chancery/core";
import {
  dossierRevision,
  dossierRevisionsOf,
  type DossierRow,
  type PromotionRow,
  type Reader,
  type Visible,
} from "@chancery/db";
import { cardsUnderReview } from "./cards-under-review.ts";
import { lineageShown } from "./lineage-shown.ts";
import { retractedShown } from "./retracted-shown.ts";

type Asked = { readonly row: PromotionRow; readonly revision: number | undefined; readonly visible: Visible };
type Shown = Pick<
  PromotionView,
  | "revision"
  | "newestRevision"
  | "revisions"
  | "changes"
  | "isDossierOld"
  | "digests"
  | "dossier"
  | "dossierDigest"
  | "card"
  | "modelCard"
  | "lineage"
  | "retracted"
>;

export async function shownRevision(reader: Reader, { row, revision, visible }: Asked): Promise<Shown> {
  const number = revision ?? row.dossierRevision;
  const all = await dossierRevisionsOf(reader, row.id);
  const read = (one: number) => dossierRevision(reader, { promotionId: row.id, number: one });
  const kept = await read(number);
  if (!kept)
    throw refuse(
      "NOT_FOUND",
      "revision_unknown",
      `P-${row.number} has ${all.length} revisions, none of them ${number}`,
    );
  if (kept.document === lostText)
    throw refuse(
      "UNAVAILABLE",
      "document_lost",
      `what revision ${number} of P-${row.number} showed is lost: only the database held it, where somebody changed it. The audit log says when that was repaired`,
    );
  const prior = number > 1 ? await read(number - 1) : undefined;
  const before = prior?.document === lostText ? undefined : prior;
  const opened = [kept, ...(before ? [before] : [])].map(openKept);
  const { lineage, dossiers } = await lineageShown(reader, { dossiers: opened, versionId: row.versionId, visible });
  const [dossier, earlier] = dossiers as [Dossier, Dossier?]; // as many as were opened
  const askedModelCard = all[0]?.digests.modelCard;
  return {
    revision: number,
    newestRevision: row.dossierRevision,
    revisions: all.map((one, at) => ({
      number: one.number,
      digest: one.digest,
      frozenAt: one.createdAt.toISOString(),
      changed: changedSince(all[at - 1], one),
    })),
    changes:
      before && earlier
        ? dossierChanges({ dossier: earlier, digests: before.digests }, { dossier, digests: kept.digests })
        : [],
    isDossierOld: row.state === "open" && row.dossierOldBy !== null,
    digests: kept.digests,
    dossier,
    dossierDigest: kept.digest,
    lineage,
    retracted: await retractedShown(reader, { row, incumbent: dossier.incumbent }),
    ...(await cardsUnderReview(reader, { row, dossier, digest: kept.digests.card, askedModelCard })),
  };
}

const openKept = ({ document, digest }: DossierRow) => openDossier({ dossier: document, dossierDigest: digest });

type Bound = Pick<DossierRow, "digests">;
/** What a dossier of before did not hold has not changed. */
const changedSince = (before: Bound | undefined, { digests }: Bound): readonly VotePart[] =>
  before ? changedParts(before.digests, digests).filter((part) => before.digests[part] !== undefined) : [];

/** Why nobody may vote on what is shown. */
export function whyNotOn({
  revision,
  newestRevision,
  isDossierOld,
}: Pick<Shown, "revision" | "newestRevision" | "isDossierOld">): readonly Reason[] {
  if (revision !== newestRevision)
    return [
      { code: "revision_old", message: `revision ${revision} is not the newest: decide on revision ${newestRevision}` },
    ];
  return isDossierOld
    ? [{ code: "dossier_old", message: "what this shows has changed and could not be frozen anew: load it again" }]
    : [];
}
