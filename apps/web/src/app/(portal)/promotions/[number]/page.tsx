// A promotion under review: why, what changes, who decides, what was done.
import type { Metadata } from "next";
import { answered } from "#answered.tsx";
import { MarginRail } from "#components/margin-rail.tsx";
import { DossierPanels } from "#features/promotions/components/dossier-panels.tsx";
import { PromotionHead } from "#features/promotions/components/promotion-head.tsx";
import { PromotionRail } from "#features/promotions/components/promotion-rail.tsx";
import { Timeline } from "#features/promotions/components/timeline.tsx";
import { loadPromotion } from "#features/promotions/loaders.ts";

type Props = { params: Promise<{ number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `P-${(await params).number.replace(/^P-/i, "")}` };
}

export default answered("/promotions/[number]", async function PromotionPage({ params }: Props) {
  const { promotion, me } = await loadPromotion(params);
  return (
    <>
      <PromotionHead promotion={promotion} />
      <MarginRail label="Gates and decision" rail={<PromotionRail promotion={promotion} />}>
        <DossierPanels promotion={promotion} />
        <Timeline promotion={promotion} canReadAudit={me.canReadAudit} />
      </MarginRail>
    </>
  );
});
