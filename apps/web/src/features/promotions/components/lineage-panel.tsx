// Where the candidate came from, linked as far as its reader may see it.
import type { PromotionView } from "@chancery/core";
import { Card } from "#components/card.tsx";
import { Link } from "#components/link.tsx";
import { Tag } from "#components/tag.tsx";
import { Edge, lineageWords } from "#features/versions/components/lineage-facts.tsx";
import { RetractionNote, Struck } from "#features/versions/components/retraction.tsx";

export function LineagePanel({ promotion }: { readonly promotion: PromotionView }) {
  const { lineage, createdAt, dossier } = promotion;
  const page = `/models/${promotion.team}/${promotion.name}/v/${promotion.versionNumber}/lineage`;
  return (
    <Card
      id="lineage"
      title="Lineage"
      aside={
        <Link href={page} className="text-meta">
          All of v{promotion.versionNumber}
        </Link>
      }
    >
      {lineage.length === 0 ? (
        <p className="m-0 text-ink2">Nothing was recorded: no commit, job, dataset or base version.</p>
      ) : (
        <ul className="m-0 grid list-none gap-1.5 p-0">
          {lineage.map((edge) => (
            <li key={edge.id} className="flex flex-wrap items-baseline gap-x-3">
              <span className="w-24 shrink-0 text-meta text-ink3">{lineageWords[edge.kind]}</span>
              <span className="min-w-0 flex-1">
                <Struck retraction={edge.retraction}>
                  <Edge edge={edge} />
                </Struck>{" "}
                <RetractionNote retraction={edge.retraction} />
                {edge.retraction === null && edge.createdAt > createdAt && (
                  <Tag tone="blocked" mark="diamond">
                    recorded after the request
                  </Tag>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {dossier && dossier.lineage.length > lineage.length && (
        <p className="mt-2 mb-0 text-meta text-ink3">
          {dossier.lineage.length - lineage.length} more are on the version’s page.
        </p>
      )}
    </Card>
  );
}
