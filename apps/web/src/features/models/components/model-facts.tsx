// Edits description, visibility and tags in one save, on the revision that was read.
"use client";
import type { ModelView } from "@chancery/core";
import { ActForm } from "#components/act-form.tsx";
import { Facts } from "#components/facts.tsx";
import { Select, Textarea } from "#components/field.tsx";
import { useAct } from "#use-act.ts";
import { tagsOf, tagsText } from "../tags-text.ts";
import { visibilityOptions } from "./visibility-options.ts";

type Changes = { description: string; visibility: ModelView["visibility"]; tags: Record<string, string> };

type ModelFactsProps = {
  readonly model: Pick<ModelView, "id" | "revision" | "description" | "visibility" | "tags" | "availableActions">;
};

export function ModelFacts({ model }: ModelFactsProps) {
  const update = useAct(
    (api, changes: Changes, once) =>
      api.models.update.mutate({ modelId: model.id, revision: model.revision, ...changes }, once),
    { done: "Saved." },
  );
  if (!model.availableActions.includes("update"))
    return (
      <Facts
        facts={[
          { name: "Description", value: model.description || "none" },
          { name: "Visible to", value: model.visibility },
          { name: "Tags", value: tagsText(model.tags).replaceAll("\n", ", ") || "none" },
        ]}
      />
    );
  return (
    <ActForm
      act={update}
      submit="Save"
      read={(fields) => ({
        description: fields.text("description"),
        visibility: fields.text("visibility") as ModelView["visibility"],
        tags: tagsOf(fields.text("tags")),
      })}
    >
      <Textarea
        label="Description"
        name="description"
        isRequired={false}
        rows={2}
        maxLength={1000}
        defaultValue={model.description}
      />
      <Select label="Who may see it" name="visibility" options={visibilityOptions} defaultValue={model.visibility} />
      <Textarea
        label="Tags"
        name="tags"
        isRequired={false}
        isMono
        rows={3}
        defaultValue={tagsText(model.tags)}
        hint="One name=value a line."
      />
    </ActForm>
  );
}
