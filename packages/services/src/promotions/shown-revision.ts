// One revision of a promotion's dossier as its page shows it: what it holds, and what it changed against the one before.
import {
  allowed,
  changedParts,
  dossierChanges,
  isAsSealed,
  kindsNamed,
  lostText,
  openDossier,
  refuse,
  refused,
  type PromotionView,
  type Verdict,
  type VotePart,
} from "@chancery/core";
import {
  dossierRevisionsAt,
  dossierRevisionsOf,
  tellingsOf,
  type DossierRow,
  type PromotionRow,
  type Reader,
  type Visible,
} from "@chancery/db";
import { leafIn } from "../audit/entry-views.ts";
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
  | "lost"
  | "dossierDigest"
  | "card"
  | "modelCard"
  | "lineage"
  | "retracted"
>;

export async function shownRevision(reader: Reader, { row, revision, visible }: Asked): Promise<Shown> {
  const number = revision ?? row.dossierRevision;
  const all = await dossierRevisionsOf(reader, row.id);
  const read = await dossierRevisionsAt(reader, { promotionId: row.id, numbers: [number - 1, number] });
  const [prior, kept] = [number - 1, number].map((asked) => read.find((one) => one.number === asked));
  if (!kept)
    throw refuse(
      "NOT_FOUND",
      "revision_unknown",
      `P-${row.number} has ${all.length} revisions, none of them ${number}`,
    );
  const opened = [kept, ...(prior ? [prior] : [])].map(openKept);
  const { lineage, dossiers } = await lineageShown(reader, { dossiers: opened, versionId: row.versionId, visible });
  const [dossier = null, earlier] = dossiers; // as many as were opened
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
      dossier && prior && earlier
        ? dossierChanges({ dossier: earlier, digests: prior.digests }, { dossier, digests: kept.digests })
        : [],
    isDossierOld: row.state === "open" && row.dossierOldBy !== null,
    digests: kept.digests,
    dossier,
    lost: dossier ? null : { entry: await entryOfRepair(reader, { promotionId: row.id, number }) },
    dossierDigest: kept.digest,
    lineage,
    retracted: await retractedShown(reader, { row, incumbent: dossier?.incumbent ?? null }),
    ...(await cardsUnderReview(reader, { row, dossier, digests: kept.digests, askedModelCard })),
  };
}

/** Null of one that is lost, or is not what was frozen any more. */
const openKept = ({ document, digest }: DossierRow) =>
  document === lostText || !isAsSealed({ document, digest })
    ? null
    : openDossier({ dossier: document, dossierDigest: digest });

const repairs = new Set<string>(kindsNamed("log.repaired"));
/** So many entries that tell of a revision are looked at: it is told of once, and again by repairs and upgrades. */
const maxTellings = 50;

/** The newest entry that tells of a repair of this revision. */
async function entryOfRepair(
  reader: Reader,
  { promotionId, number }: { readonly promotionId: string; readonly number: number },
): Promise<number | null> {
  const row = { table: "dossierRevisions", id: `${promotionId}/${number}` } as const;
  const tellings = await tellingsOf(reader, { ...row, limit: maxTellings });
  const isRepair = ({ leaf }: { readonly leaf: Uint8Array }) => {
    const read = leafIn(leaf);
    return read !== undefined && repairs.has(read.kind);
  };
  return tellings.find(isRepair)?.index ?? null;
}

type Bound = Pick<DossierRow, "digests">;
/** What a dossier of before did not hold has not changed. */
const changedSince = (before: Bound | undefined, { digests }: Bound): readonly VotePart[] =>
  before ? changedParts(before.digests, digests).filter((part) => before.digests[part] !== undefined) : [];

/** Whether anybody may vote on what is shown. */
export function mayVoteOn({
  revision,
  newestRevision,
  isDossierOld,
  lost,
}: Pick<Shown, "revision" | "newestRevision" | "isDossierOld" | "lost">): Verdict {
  const not = (code: string, message: string) => refused("POLICY_UNMET", { code, message });
  if (revision !== newestRevision)
    return not("revision_old", `revision ${revision} is not the newest: decide on revision ${newestRevision}`);
  if (lost) return not("document_lost", "what this page shows was lost: load it again to freeze it anew");
  return isDossierOld
    ? not("dossier_old", "what this page shows has changed and could not be frozen: load it again")
    : allowed;
}
