// The metric a model is listed with: chosen, or left to what was measured first.
"use client";
import type { MainMetricChoice, ModelView, Phase } from "@chancery/core";
import { ActForm } from "#components/act-form.tsx";
import { Input, Select } from "#components/field.tsx";
import { useAct } from "#use-act.ts";
import { choiceIn } from "../main-metric-choice.ts";

type Model = Pick<ModelView, "id" | "revision" | "mainMetricChoice" | "availableActions">;
type Chosen = { readonly metric: MainMetricChoice | null };

export function MainMetricSettings({ model }: { readonly model: Model }) {
  const { id: modelId, revision, mainMetricChoice: choice } = model;
  const choose = useAct(
    (api, { metric }: Chosen, once) => api.models.setMainMetric.mutate({ modelId, revision, metric }, once),
    { done: ({ metric }) => (metric ? `Listed with ${metric.name}.` : "Listed with the first metric measured.") },
  );
  const canChoose = model.availableActions.includes("update");
  return (
    <div className="grid gap-3">
      <p className="m-0 max-w-[72ch] text-ink2">
        {choice ? inWords(choice) : "Lists show the first metric of the first validation over a whole dataset."}
        {choice && canChoose && " To drop this choice, leave the name empty."}
      </p>
      {canChoose && (
        <ActForm act={choose} submit="Set the main metric" submitKind="plain" read={choiceIn}>
          <div className="flex flex-wrap gap-3">
            <Input
              label="Main metric"
              name="name"
              defaultValue={choice?.name}
              isMono
              maxLength={200}
              className="w-60"
            />
            <Input label="On dataset" name="dataset" defaultValue={choice?.dataset ?? ""} isMono className="w-52" />
            <Input label="Slice" name="slice" defaultValue={choice?.slice} maxLength={200} className="w-40" />
            <Select label="Phase" name="phase" defaultValue={choice?.phase} className="w-36" options={phaseOptions} />
          </div>
        </ActForm>
      )}
    </div>
  );
}

const inWords = ({ name, phase, dataset, slice }: MainMetricChoice) =>
  `Lists show ${name}, ${phase}, on ${dataset ?? "the dataset it was first measured on"}, ${slice || "the whole of it"}.`;
const phaseOptions = (["validation", "training", "monitoring"] as const satisfies readonly Phase[]).map((phase) => ({
  value: phase,
  label: phase,
}));
