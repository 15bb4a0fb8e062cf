// Writes a new revision of the model's card, on the revision that was read.
"use client";
import type { ModelView } from "@chancery/core";
import { ActForm } from "#components/act-form.tsx";
import { Textarea } from "#components/field.tsx";
import { useAct } from "#use-act.ts";

export function CardEditor({ model }: { readonly model: ModelView }) {
  const revise = useAct(
    (api, body: string, once) =>
      api.models.reviseCard.mutate({ modelId: model.id, body, revision: model.card.revision }, once),
    { done: (card) => `Card revision ${card.revision} is recorded.` },
  );
  if (!model.availableActions.includes("update"))
    return (
      <p className="m-0 text-ink2">
        {model.card.revision === 0
          ? "No card is written yet."
          : `The overview shows the card, revision ${model.card.revision}.`}
      </p>
    );
  return (
    <ActForm
      key={model.card.revision}
      act={revise}
      submit={`Publish revision ${model.card.revision + 1}`}
      read={(fields) => fields.text("body")}
    >
      <Textarea
        label="What it is for, what it is not for, how it was trained, what it is weak at"
        name="body"
        isRequired
        rows={14}
        maxLength={200_000}
        defaultValue={model.card.body}
        hint="Markdown. Each publication is a numbered revision; earlier ones stay."
      />
    </ActForm>
  );
}
