// The frozen dossier: reason, metrics against the incumbent, what changed in params, files, signature and card.
import type { PromotionView } from "@chancery/core";
import { Card } from "#components/card.tsx";
import { shortDigest } from "#components/digest-bars.ts";
import { ChangeList } from "#features/versions/components/change-list.tsx";
import { ComparisonNote, MetricTable } from "#features/versions/components/metric-table.tsx";

export function DossierPanels({ promotion }: { readonly promotion: PromotionView }) {
  const { dossier } = promotion;
  const incumbent = dossier.incumbent ? `v${dossier.incumbent.number} · ${promotion.stage}` : null;
  return (
    <>
      <Card title="Why">
        <p className="m-0 max-w-[72ch] whitespace-pre-wrap">{promotion.reason}</p>
      </Card>
      {dossier.metrics.length === 0 ? (
        <Card title="Evidence">
          <p className="m-0 text-ink2">No evaluation was recorded on this version when it was asked for.</p>
        </Card>
      ) : (
        <section aria-label="Evidence" className="grid gap-2 [&>div>div]:mt-0">
          <MetricTable
            rows={dossier.metrics}
            candidate={`v${dossier.candidate.number} · candidate`}
            incumbent={incumbent}
          />
          <ComparisonNote rows={dossier.metrics} />
        </section>
      )}
      <Changes promotion={promotion} />
      {dossier.lineage.length > 0 && (
        <Card title="Lineage">
          <ul className="m-0 grid list-none gap-1 p-0">
            {dossier.lineage.map((edge) => (
              <li key={`${edge.kind} ${edge.summary}`}>
                <span className="mono text-ink3">{edge.kind}</span> {edge.summary}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

function Changes({ promotion }: { readonly promotion: PromotionView }) {
  const { dossier } = promotion;
  if (dossier.incumbent === null)
    return (
      <Card title="Changed">
        <p className="m-0 text-ink2">There was no occupant to compare params, files and card with.</p>
      </Card>
    );
  const isCardChanged = dossier.card.candidate !== dossier.card.incumbent;
  const counts = [
    `${dossier.params.length} ${dossier.params.length === 1 ? "parameter" : "parameters"}`,
    `${dossier.files.length} ${dossier.files.length === 1 ? "file" : "files"}`,
    ...(dossier.isSignatureChanged ? ["the signature"] : []),
    ...(isCardChanged ? ["the card"] : []),
  ];
  return (
    <Card title={`Changed against v${dossier.incumbent.number}: ${counts.join(", ")}`}>
      <div className="grid gap-3">
        {dossier.params.length > 0 && <ChangeList changes={dossier.params} />}
        {dossier.files.length > 0 && (
          <ChangeList changes={dossier.files} show={(sha256) => `sha256:${shortDigest(sha256)}`} />
        )}
        {dossier.isSignatureChanged && <p className="m-0">The input and output schema differ.</p>}
      </div>
    </Card>
  );
}
