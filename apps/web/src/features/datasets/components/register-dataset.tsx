// Registers a dataset by name and digest; its bytes stay where they are.
"use client";
import { ActDialog } from "#components/act-dialog.tsx";
import { Input } from "#components/field.tsx";

type NewDataset = { team: string; name: string; version: string; sha256: string };

export function RegisterDataset({ defaultTeam }: { readonly defaultTeam: string }) {
  return (
    <ActDialog
      trigger="Register a dataset"
      triggerLook={{ kind: "primary" }}
      title="Register a dataset"
      description="The registry keeps its name and digest, not its bytes."
      submit="Register the dataset"
      done="The dataset is registered."
      act={(api, input: NewDataset, once) => api.datasets.register.mutate(input, once)}
      read={(fields) => ({
        team: fields.text("team"),
        name: fields.text("name"),
        version: fields.text("version"),
        sha256: fields.text("sha256").replace(/^sha256:/, ""),
      })}
    >
      <Input label="Team" name="team" isRequired isMono defaultValue={defaultTeam} maxLength={63} />
      <Input label="Name" name="name" isRequired isMono maxLength={128} />
      <Input
        label="Version"
        name="version"
        isRequired
        maxLength={100}
        hint="The date or number that people use for it."
      />
      <Input
        label="SHA-256"
        name="sha256"
        isRequired
        isMono
        maxLength={71}
        hint="Of the archive or manifest that fixes its content."
      />
    </ActDialog>
  );
}
