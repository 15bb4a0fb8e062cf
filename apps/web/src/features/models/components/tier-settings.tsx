// The tier in force with its rationale, a lowering that waits for a second person, and the form for a new assessment.
"use client";
import type { ModelView, Tier, TierAssessmentView, TierRole, TierRow } from "@chancery/core";
import { ActDialog } from "#components/act-dialog.tsx";
import { Button } from "#components/button.tsx";
import { Input, Select, Textarea } from "#components/field.tsx";
import { RefusalNote } from "#components/refusal-note.tsx";
import { sentence } from "#components/sentence.ts";
import { StateBadge } from "#components/state-badge.tsx";
import { Time } from "#components/time.tsx";
import { useAct } from "#use-act.ts";

type Model = Pick<ModelView, "id" | "tierAssessments" | "availableActions" | "blockedBecause">;

export type ShownTier = TierRow & { readonly role: TierRole };
type TierSettingsProps = { readonly model: Model; readonly tiers: readonly ShownTier[] };

export function TierSettings({ model, tiers }: TierSettingsProps) {
  const current = model.tierAssessments.find((one) => one.from !== null && one.to === null);
  const pending = model.tierAssessments.find((one) => one.from === null && one.to === null);
  return (
    <div className="grid gap-3">
      {current ? (
        <Assessment assessment={current} tiers={tiers} />
      ) : (
        <p className="m-0 text-ink2">Not assessed yet, so it counts as {tiers.at(-1)?.label}.</p>
      )}
      {pending && <Pending assessment={pending} model={model} tiers={tiers} />}
      {model.availableActions.includes("assess-tier") && <Assess modelId={model.id} tiers={tiers} />}
    </div>
  );
}

type AssessmentProps = { readonly assessment: TierAssessmentView; readonly tiers: readonly ShownTier[] };

function Assessment({ assessment, tiers }: AssessmentProps) {
  const tier = tiers.find(({ id }) => id === assessment.tier);
  return (
    <div className="grid gap-1">
      <p className="m-0 flex flex-wrap items-center gap-2">
        {tier && <StateBadge state={tier.role}>{sentence(tier.label)}</StateBadge>}
        <span className="text-meta text-ink3">
          assessed by {assessment.assessor}, <Time at={assessment.assessedAt} />
          {assessment.confirmedBy && <>, confirmed by {assessment.confirmedBy}</>}
        </span>
      </p>
      <p className="m-0 text-ink2">
        {assessment.purpose} · {assessment.exposure}
      </p>
      <p className="m-0 max-w-[72ch] whitespace-pre-wrap">{assessment.rationale}</p>
    </div>
  );
}

function Pending({ assessment, model, tiers }: AssessmentProps & { readonly model: Model }) {
  const confirm = useAct((api, assessmentId: string, once) => api.models.confirmTier.mutate({ assessmentId }, once), {
    done: "The lower tier is in force.",
  });
  const refuse = useAct((api, assessmentId: string, once) => api.models.refuseTier.mutate({ assessmentId }, once), {
    done: "The lower tier was refused.",
  });
  const refusal = confirm.refusal ?? refuse.refusal;
  return (
    <div className="grid gap-2 border border-l-[3px] border-line border-l-stg px-3 py-2">
      <p className="m-0 font-medium">A lower tier waits for a second person</p>
      <Assessment assessment={assessment} tiers={tiers} />
      {refusal && <RefusalNote refusal={refusal} />}
      <div className="flex flex-wrap items-center gap-2">
        {model.availableActions.includes("confirm-tier") && (
          <Button onClick={() => void confirm.submit(assessment.id)} isPending={confirm.isPending}>
            Confirm {tiers.find(({ id }) => id === assessment.tier)?.label}
          </Button>
        )}
        {model.availableActions.includes("assess-tier") && (
          <Button kind="danger" onClick={() => void refuse.submit(assessment.id)} isPending={refuse.isPending}>
            Refuse
          </Button>
        )}
      </div>
    </div>
  );
}

type NewAssessment = { tier: Tier; exposure: string; purpose: string; rationale: string };

function Assess({ modelId, tiers }: { readonly modelId: string; readonly tiers: readonly ShownTier[] }) {
  const middle = tiers[Math.floor(tiers.length / 2)]?.id;
  return (
    <div>
      <ActDialog
        trigger="Assess the tier"
        title="Assess the tier"
        description={`A higher tier takes effect at once. A lower one waits until a second person confirms it. A model that was never assessed counts as ${tiers.at(-1)?.label}.`}
        submit="Record the assessment"
        done="The assessment is recorded."
        act={(api, input: NewAssessment, once) => api.models.assessTier.mutate({ modelId, ...input }, once)}
        read={(fields) => ({
          tier: fields.text("tier"),
          exposure: fields.text("exposure"),
          purpose: fields.text("purpose"),
          rationale: fields.text("rationale"),
        })}
      >
        <Select
          label="Tier"
          name="tier"
          options={tiers.map(({ id, label }) => ({ value: id, label }))}
          {...(middle && { defaultValue: middle })}
        />
        <Input label="Purpose" name="purpose" isRequired maxLength={500} hint="What it decides or supports." />
        <Input label="Exposure" name="exposure" isRequired maxLength={500} hint="Whom it affects, and how much." />
        <Textarea
          label="Rationale"
          name="rationale"
          isRequired
          minLength={10}
          maxLength={4000}
          hint="Why this tier. Kept with the assessment."
        />
      </ActDialog>
    </div>
  );
}
