// The form that registers a model, then goes on to its first version.
"use client";
import { ActForm } from "#components/act-form.tsx";
import { go } from "#components/link-status.tsx";
import { Input, Select, Textarea } from "#components/field.tsx";
import { useAct } from "#use-act.ts";
import { visibilityOptions } from "./visibility-options.ts";

type NewModel = { team: string; name: string; description: string; visibility: "organisation" | "team" | "restricted" };

export function RegisterModel({ defaultTeam }: { readonly defaultTeam: string }) {
  const register = useAct((api, input: NewModel, once) => api.models.create.mutate(input, once), {
    done: "Registered.",
    onDone: (_result, { team, name }) => go(`/models/${team}/${name}/versions/new`),
  });
  return (
    <div className="mt-4 max-w-140">
      <ActForm
        act={register}
        submit="Register the model"
        read={(fields) => ({
          team: fields.text("team"),
          name: fields.text("name"),
          description: fields.text("description"),
          visibility: fields.text("visibility") as NewModel["visibility"],
        })}
      >
        <Input
          label="Team"
          name="team"
          isRequired
          isMono
          defaultValue={defaultTeam}
          maxLength={63}
          hint="The team that owns it. You need to be a contributor there."
        />
        <Input
          label="Name"
          name="name"
          isRequired
          isMono
          maxLength={128}
          hint="Letters, digits, dot, underscore and dash. It may be changed later; its history stays."
        />
        <Textarea
          label="Description"
          name="description"
          isRequired={false}
          rows={2}
          maxLength={1000}
          hint="One sentence: what it decides or predicts."
        />
        <Select label="Who may see it" name="visibility" options={visibilityOptions} defaultValue="organisation" />
      </ActForm>
    </div>
  );
}
