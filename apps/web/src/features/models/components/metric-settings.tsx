// Which way each of a model's metrics is better, said once for all its versions.
"use client";
import type { Direction, ModelMetricView, ModelView, Page } from "@chancery/core";
import { ActForm } from "#components/act-form.tsx";
import { Input, Select } from "#components/field.tsx";
import { Time } from "#components/time.tsx";
import { useAct } from "#use-act.ts";

type Model = Pick<ModelView, "id" | "team" | "name" | "availableActions" | "blockedBecause">;

type MetricSettingsProps = { readonly model: Model; readonly metrics: Page<ModelMetricView> };

export function MetricSettings({ model, metrics: { items, next } }: MetricSettingsProps) {
  const set = useAct(
    (api, input: { name: string; direction: Direction }, once) => {
      const revision = items.find(({ name }) => name === input.name)?.revision;
      return api.models.setMetric.mutate({ modelId: model.id, ...input, ...(revision && { revision }) }, once);
    },
    { done: (view) => `${view.name}: ${view.direction}.` },
  );
  return (
    <div className="grid gap-3">
      <p className="m-0 max-w-[72ch] text-ink2">
        Measurements without a direction use this list. A metric that is not in it is compared without better or worse.
      </p>
      <ul className="m-0 grid list-none gap-1 p-0">
        {items.map((metric) => (
          <li key={metric.name}>
            <span className="font-medium">{metric.name}</span>: {directionWords[metric.direction]}{" "}
            <span className="text-meta text-ink3">
              since <Time at={metric.setAt} />, by {metric.setBy}
            </span>
          </li>
        ))}
      </ul>
      {next !== null && (
        <p className="m-0 text-meta text-ink3">
          The first {items.length} are shown. chancery metric ls {model.team}/{model.name} lists all.
        </p>
      )}
      {model.availableActions.includes("update") && (
        <ActForm
          act={set}
          submit="Set the direction"
          submitKind="plain"
          read={(fields) => ({ name: fields.text("metric"), direction: fields.text("direction") as Direction })}
        >
          <div className="flex flex-wrap gap-3">
            <Input label="Metric" name="metric" isRequired isMono maxLength={200} className="w-60" />
            <Select label="Which way is better" name="direction" className="w-52" options={directionOptions} />
          </div>
        </ActForm>
      )}
    </div>
  );
}

const directionWords = {
  higher: "higher is better",
  lower: "lower is better",
  none: "neither",
} as const satisfies Record<Direction, string>;
const directionOptions = Object.entries(directionWords).map(([value, label]) => ({ value, label }));
