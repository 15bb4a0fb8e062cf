// Writes a new revision of the model's card, on the revision that was read.
"use client";
import type { ModelView } from "@chancery/core";
import { ActForm } from "#components/act-form.tsx";
import { Textarea } from "#components/field.tsx";
import { LoadedText } from "#components/loaded-text.tsx";
import { useAct } from "#use-act.ts";

type CardEditorProps = {
  readonly model: Pick<ModelView, "id" | "team" | "name" | "availableActions">;
  /** Null where the card is too long to stand in the page. */
  readonly body: string | null;
  readonly revision: number;
};

export function CardEditor({ model, body, revision }: CardEditorProps) {
  const revise = useAct(
    (api, text: string, once) => api.models.reviseCard.mutate({ modelId: model.id, body: text, revision }, once),
    { done: (card) => `Card revision ${card.revision} is recorded.` },
  );
  if (!model.availableActions.includes("update"))
    return (
      <p className="m-0 text-ink2">
        {revision === 0 ? "No card is written yet." : `The overview shows the card, revision ${revision}.`}
      </p>
    );
  return (
    <LoadedText
      text={body}
      of={`${model.id} ${revision}`}
      load={async (api, options) =>
        (await api.models.get.query({ model: `${model.team}/${model.name}` }, options)).card.body
      }
    >
      {(text) => (
        <ActForm
          key={revision}
          act={revise}
          submit={`Publish revision ${revision + 1}`}
          read={(fields) => fields.text("body")}
        >
          <Textarea
            label="What it is for, what it is not for, how it was trained, where it is weak"
            name="body"
            isRequired
            rows={14}
            maxLength={200_000}
            defaultValue={text}
            hint="Markdown. Each publication is a numbered revision; earlier ones stay."
          />
        </ActForm>
      )}
    </LoadedText>
  );
}
