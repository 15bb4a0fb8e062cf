// What may change about a model: description, visibility, tags, owner, card, tier, metrics, aliases.
import type { ModelView, TierAssessmentView } from "@chancery/core";
import type { Metadata } from "next";
import { answered } from "#answered.tsx";
import { BlockedNote } from "#components/blocked-note.tsx";
import { Card } from "#components/card.tsx";
import { reasonsFor } from "#components/reasons-for.ts";
import { CardEditor } from "#features/models/components/card-editor.tsx";
import { AliasSettings } from "#features/models/components/alias-settings.tsx";
import { MainMetricSettings } from "#features/models/components/main-metric-settings.tsx";
import { MetricSettings } from "#features/models/components/metric-settings.tsx";
import { ModelFacts } from "#features/models/components/model-facts.tsx";
import { ModelFrame } from "#features/models/components/model-frame.tsx";
import { OwnerSettings } from "#features/models/components/owner-settings.tsx";
import { TierSettings } from "#features/models/components/tier-settings.tsx";
import { AtStakeNote } from "#features/promotions/components/at-stake.tsx";
import { loadSettings } from "#features/models/loaders.ts";
import { tiers } from "#known.ts";
import { only } from "#only.ts";
import { textToEdit } from "#page-weight.ts";

export const metadata: Metadata = { title: "Settings" };

const waits = ({ from, to }: TierAssessmentView) => from === null && to === null;

const shownTiers = () => tiers().all.map((tier) => ({ ...tier, role: tiers().roleOf(tier.id) }));

const here = "/models/[team]/[name]/settings";

/** Something of the model that reviewers are shown. */
const mayChange = ({ availableActions }: ModelView) =>
  (["update", "assess-tier", "confirm-tier"] as const).some((action) => availableActions.includes(action));

/** What every form of the page needs. */
const acting = ["id", "team", "name", "availableActions", "blockedBecause"] as const;

export default answered(
  here,
  async function ModelSettingsPage({ params }: { params: Promise<{ team: string; name: string }> }) {
    const { me, model, metrics, atStake } = await loadSettings(params);
    const acts = [
      "update",
      "set-owner",
      "assess-tier",
      "set-alias",
      ...(model.tierAssessments.some(waits) ? ["confirm-tier"] : []),
    ];
    return (
      <ModelFrame model={model} canReadAudit={me.canReadAudit}>
        <div className="mt-4 grid max-w-215 gap-3">
          <BlockedNote reasons={reasonsFor(model, ...acts)} />
          <Card title="Description, visibility, tags">
            <ModelFacts
              model={only(model, ["id", "revision", "description", "visibility", "tags", "availableActions"])}
            />
          </Card>
          <Card title="Owner" id="owner">
            <OwnerSettings model={only(model, ["id", "owners", "availableActions"])} />
          </Card>
          {mayChange(model) && (
            <AtStakeNote promotions={atStake} what="A change of the tier, of a metric's direction or of the card" />
          )}
          <Card title="Tier" id="tier">
            <TierSettings model={only(model, [...acting, "tierAssessments"])} tiers={shownTiers()} />
          </Card>
          <Card title="Main metric" id="main-metric">
            <MainMetricSettings model={only(model, ["id", "revision", "mainMetricChoice", "availableActions"])} />
          </Card>
          <Card title="Metrics" id="metrics">
            <MetricSettings model={only(model, acting)} metrics={metrics} />
          </Card>
          <Card title="Aliases" id="aliases">
            <AliasSettings model={only(model, [...acting, "aliases"])} />
          </Card>
          <Card title="Card" id="card">
            <CardEditor
              model={only(model, ["id", "team", "name", "availableActions"])}
              body={textToEdit(model.card.body)}
              revision={model.card.revision}
            />
          </Card>
        </div>
      </ModelFrame>
    );
  },
);
