// The cards a promotion is judged by: the version's, set against the incumbent's, and the model's own.
import { emptyCardDigest, type CardUnderReview, type Dossier } from "@chancery/core";
import { namesOf, newestRevision, revisionWith, type PromotionRow, type Reader, type RevisionRow } from "@chancery/db";
import { diffTexts } from "../versions/text-diff.ts";

type Judged = {
  readonly row: Pick<PromotionRow, "modelId" | "versionId" | "state">;
  readonly dossier: Dossier;
  /** Of the version's card that votes are judged by. */
  readonly digest: string;
};
type Cards = { readonly card: CardUnderReview; readonly modelCard: CardUnderReview };

/** While it is open the model's card is the one in force, set against the one it was asked for with; after that the latter. */
export async function cardsUnderReview(reader: Reader, { row, dossier, digest }: Judged): Promise<Cards> {
  const { modelId, versionId, state } = row;
  const written = (of: string, sha256: string | null | undefined) =>
    sha256 ? revisionWith(reader, { modelId, versionId: of, field: "card", digest: sha256 }) : undefined;
  const ours = await written(versionId, digest);
  const theirs = dossier.incumbent && (await written(dossier.incumbent.versionId, dossier.card.incumbent));
  const asked = await written("", dossier.modelCard);
  const isKept = state !== "open" && dossier.modelCard !== undefined;
  const model = isKept ? asked : await newestRevision(reader, { modelId, versionId: "", field: "card" });
  const authors = [ours, model].flatMap((revision) => (revision ? [revision.authorId] : []));
  const names = await namesOf(reader, authors);
  return {
    card: cardShown(ours, { names, against: dossier.incumbent ? (theirs?.body ?? "") : undefined }),
    modelCard: cardShown(model, { names, against: dossier.modelCard === undefined ? undefined : (asked?.body ?? "") }),
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
