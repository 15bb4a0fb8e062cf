// Seal and revoke: the two acts that change what a version is.
"use client";
import type { VersionAction } from "@chancery/core";
import { ActDialog } from "#components/act-dialog.tsx";
import { Textarea } from "#components/field.tsx";

type VersionActsProps = {
  readonly version: {
    readonly id: string;
    readonly number: number;
    readonly availableActions: readonly VersionAction[];
  };
};

export function VersionActs({ version }: VersionActsProps) {
  const can = (action: VersionAction) => version.availableActions.includes(action);
  return (
    <>
      {can("seal") && (
        <ActDialog
          trigger={`Seal v${version.number}`}
          triggerLook={{ kind: "primary" }}
          title={`Seal v${version.number}`}
          description="Sealing computes the manifest digest. Files, params, signature and environment can never change after it."
          submit={`Seal v${version.number}`}
          done={`v${version.number} is sealed.`}
          act={(api, input: { versionId: string }, once) => api.versions.seal.mutate(input, once)}
          read={() => ({ versionId: version.id })}
        />
      )}
      {can("revoke") && (
        <ActDialog
          trigger="Revoke"
          triggerLook={{ kind: "danger" }}
          title={`Revoke v${version.number}`}
          description="It leaves every stage and alias at once, can no longer be downloaded, and never comes back."
          submit={`Revoke v${version.number}`}
          submitKind="danger"
          done={`v${version.number} is revoked.`}
          act={(api, input: { versionId: string; reason: string }, once) => api.versions.revoke.mutate(input, once)}
          read={(fields) => ({ versionId: version.id, reason: fields.text("reason") })}
        >
          <Textarea label="Reason" name="reason" isRequired minLength={10} maxLength={4000} />
        </ActDialog>
      )}
    </>
  );
}
