// A promotion under review: why, what changes, who decides, what was done.
import type { Metadata } from "next";
import { answered, type Asked } from "#answered.tsx";
import { MarginRail } from "#components/margin-rail.tsx";
import { ContradictedNote } from "#features/audit/components/contradicted-note.tsx";
import { DecisionFoot } from "#features/promotions/components/decision-foot.tsx";
import { DossierPanels } from "#features/promotions/components/dossier-panels.tsx";
import { DecisionScope } from "#features/promotions/components/headline.tsx";
import { EarlierPanel, Objections } from "#features/promotions/components/objections.tsx";
import { PromotionHead } from "#features/promotions/components/promotion-head.tsx";
import { PromotionRail } from "#features/promotions/components/promotion-rail.tsx";
import { Revisions } from "#features/promotions/components/revisions.tsx";
import { Timeline } from "#features/promotions/components/timeline.tsx";
import { promotionPath } from "#features/promotions/format.ts";
import { loadPromotion } from "#features/promotions/loaders.ts";

type Props = { params: Promise<{ number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `P-${(await params).number.replace(/^P-/i, "")}` };
}

export default answered(
  "/promotions/[number]",
  async function PromotionPage({ params, query }: Props & Asked<"/promotions/[number]">) {
    const { promotion, me, timeline } = await loadPromotion(params, query);
    return (
      <DecisionScope>
        <PromotionHead promotion={promotion} />
        <ContradictedNote contradicted={promotion.contradicted} canReadAudit={me.canReadAudit} />
        <Revisions promotion={promotion} />
        <Objections promotion={promotion} />
        <EarlierPanel earlier={promotion.earlier} />
        <MarginRail label="Gates and decision" isKept rail={<PromotionRail promotion={promotion} />}>
          <DossierPanels promotion={promotion} canReadAudit={me.canReadAudit} />
          <Timeline
            path={promotionPath(promotion)}
            after={query.after}
            timeline={timeline}
            canReadAudit={me.canReadAudit}
          />
        </MarginRail>
        <DecisionFoot promotion={promotion} />
      </DecisionScope>
    );
  },
);
