// A model: what is released now and who let it in, its card, and how to use it.
import type { Metadata } from "next";
import { answered, type Asked } from "#answered.tsx";
import { MarginRail } from "#components/margin-rail.tsx";
import { Part } from "#components/part.tsx";
import { ModelCard } from "#features/models/components/model-card.tsx";
import { ModelFrame } from "#features/models/components/model-frame.tsx";
import { ModelRail } from "#features/models/components/model-rail.tsx";
import { NowReleased } from "#features/models/components/now-released.tsx";
import { loadOverview } from "#features/models/loaders.ts";

type Props = { params: Promise<{ team: string; name: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { team, name } = await params;
  return { title: `${team}/${name}` };
}

export default answered(
  "/models/[team]/[name]",
  async function ModelPage({ params, query }: Props & Asked<"/models/[team]/[name]">) {
    const { me, model, stay } = await loadOverview(params);
    return (
      <ModelFrame model={model} canReadAudit={me.canReadAudit} contradicted={stay.ok ? stay.value.contradicted : []}>
        <Part of={stay} name="Who let it in">
          {(found) => <NowReleased model={model} stay={found.stay} />}
        </Part>
        <MarginRail label="About this model" rail={<ModelRail model={model} />}>
          <ModelCard model={model} part={Number(query.part ?? 1)} />
        </MarginRail>
      </ModelFrame>
    );
  },
);
