// The cards a promotion is judged by: the version's, set against the incumbent's, and the model's own.
import { emptyCardDigest, type BoundDigests, type CardUnderReview, type Dossier } from "@chancery/core";
import { namesOf, newestRevision, revisionWith, type PromotionRow, type Reader, type RevisionRow } from "@chancery/db";
import { diffTexts } from "../versions/text-diff.ts";

type Judged = {
  readonly row: Pick<PromotionRow, "modelId" | "versionId">;
  /** Null of one that is lost: then nothing says what the cards stood against. */
  readonly dossier: Dossier | null;
  /** What the dossier shows, part by part. */
  readonly digests: BoundDigests;
  /** Of the model's card it was asked for with; undefined in dossiers that do not hold it. */
  readonly askedModelCard: string | undefined;
};
type Cards = { readonly card: CardUnderReview; readonly modelCard: CardUnderReview };

/** The cards the dossier shows, the model's set against the one the promotion was asked for with. */
export async function cardsUnderReview(
  reader: Reader,
  { row, dossier, digests, askedModelCard }: Judged,
): Promise<Cards> {
  const { modelId, versionId } = row;
  const written = (of: string, sha256: string | null | undefined) =>
    sha256 ? revisionWith(reader, { modelId, versionId: of, field: "card", digest: sha256 }) : undefined;
  const ours = await written(versionId, digests.card);
  const theirs = dossier?.incumbent && (await written(dossier.incumbent.versionId, dossier.card.incumbent));
  const asked = await written("", askedModelCard);
  const shownModelCard = dossier ? dossier.modelCard : digests.modelCard;
  const model =
    shownModelCard === undefined
      ? await newestRevision(reader, { modelId, versionId: "", field: "card" })
      : await written("", shownModelCard);
  const authors = [ours, model].flatMap((revision) => (revision ? [revision.authorId] : []));
  const names = await namesOf(reader, authors);
  return {
    card: cardShown(ours, { names, against: dossier?.incumbent ? (theirs?.body ?? "") : undefined }),
    modelCard: cardShown(model, { names, against: askedModelCard === undefined ? undefined : (asked?.body ?? "") }),
  };
}

function cardShown(
  revision: RevisionRow | undefined,
  { names, against }: { readonly names: ReadonlyMap<string, string>; readonly against: string | undefined },
): CardUnderReview {
  const body = revision?.body ?? "";
  return {
    body,
    digest: revision?.digest ?? emptyCardDigest,
    revision: revision?.number ?? 0,
    author: revision ? (names.get(revision.authorId) ?? null) : null,
    at: revision?.createdAt.toISOString() ?? null,
    diff: against === undefined ? null : diffTexts(against, body),
  };
}
