// What decides, in the order it is read: why, metrics against the incumbent, cards, what else changed, lineage.
import type { Dossier, PromotionView } from "@chancery/core";
import { Card } from "#components/card.tsx";
import { Link } from "#components/link.tsx";
import { ComparisonNote, MetricTable } from "#features/versions/components/metric-table.tsx";
import { comparePath, promotionPath } from "../format.ts";
import { CardsPanel } from "./cards-panel.tsx";
import { ChangesPanel } from "./changes-panel.tsx";
import { LostPanel } from "./lost-panel.tsx";
import { LineagePanel } from "./lineage-panel.tsx";
import { RetractedPanel } from "./retracted-panel.tsx";
import { stages } from "#known.ts";

type DossierPanelsProps = { readonly promotion: PromotionView; readonly canReadAudit: boolean };

export function DossierPanels({ promotion, canReadAudit }: DossierPanelsProps) {
  const { dossier, lost } = promotion;
  return (
    <>
      <Why promotion={promotion} />
      {lost && <LostPanel promotion={promotion} entry={lost.entry} canReadAudit={canReadAudit} />}
      {dossier && <Metrics promotion={promotion} dossier={dossier} />}
      <RetractedPanel retracted={promotion.retracted} />
      <CardsPanel promotion={promotion} />
      {dossier && <ChangesPanel promotion={promotion} dossier={dossier} />}
      <LineagePanel promotion={promotion} />
    </>
  );
}

function Why({ promotion }: { readonly promotion: PromotionView }) {
  const { answers, whatChanged, reason, requester } = promotion;
  return (
    <Card id="why" title="Why" aside={<span className="text-meta text-ink3">in the words of {requester}</span>}>
      <p className="m-0 max-w-[72ch] wrap-anywhere whitespace-pre-wrap">{reason}</p>
      {answers !== null && (
        <>
          <h3 className="mt-3 mb-1 text-meta font-medium text-ink2">
            What changed since <Link href={promotionPath({ number: answers })}>P-{answers}</Link>
          </h3>
          <p className="m-0 max-w-[72ch] wrap-anywhere whitespace-pre-wrap">{whatChanged}</p>
        </>
      )}
    </Card>
  );
}

function Metrics({ promotion, dossier }: { readonly promotion: PromotionView; readonly dossier: Dossier }) {
  const { stage } = promotion;
  const incumbent = dossier.incumbent ? `v${dossier.incumbent.number} · ${stages().labelOf(stage)}` : null;
  if (dossier.metrics.length === 0)
    return (
      <Card id="metrics" title="Evidence">
        <p className="m-0 text-ink2">No evaluation of this version was recorded when the promotion was requested.</p>
      </Card>
    );
  return (
    <section id="metrics" aria-label="Evidence" className="grid gap-2 [&>div>div]:mt-0">
      <MetricTable
        rows={dossier.metrics}
        candidate={`v${dossier.candidate.number} · candidate`}
        incumbent={incumbent}
        more={
          <Link href={comparePath(promotion, dossier.incumbent?.number)}>
            The comparison as it is now has all of them
          </Link>
        }
      />
      <ComparisonNote rows={dossier.metrics} />
    </section>
  );
}
