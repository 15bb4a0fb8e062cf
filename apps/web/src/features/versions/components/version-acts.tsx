// Seal and revoke: the two acts that change what a version is.
"use client";
import { atStakeInWords, revocationInWords, type VersionAction } from "@chancery/core";
import { useStages } from "#components/known-labels.tsx";
import { ActDialog } from "#components/act-dialog.tsx";
import { Consequences } from "#components/consequences.tsx";
import { Textarea } from "#components/field.tsx";

type VersionActsProps = {
  readonly version: {
    readonly id: string;
    readonly number: number;
    readonly kind: "files" | "external";
    readonly fileCount: number;
    readonly availableActions: readonly VersionAction[];
  };
};

export function VersionActs({ version }: VersionActsProps) {
  const { labelOf } = useStages();
  const can = (action: VersionAction) => version.availableActions.includes(action);
  return (
    <>
      {can("seal") && (
        <ActDialog
          trigger={`Seal v${version.number}`}
          triggerLook={{ kind: "primary" }}
          title={`Seal v${version.number}`}
          description={`Sealing computes the manifest digest over ${contents(version)}. None of it can ever change after that; card, tags and evaluations still can.`}
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
          description="Its files can no longer be downloaded, and this cannot be undone. What ends at once:"
          submit={`Revoke v${version.number}`}
          submitKind="danger"
          done={`v${version.number} is revoked.`}
          act={(api, input: { versionId: string; reason: string }, once) => api.versions.revoke.mutate(input, once)}
          read={(fields) => ({ versionId: version.id, reason: fields.text("reason") })}
        >
          <Consequences
            of={`revoking ${version.id}`}
            ask={async (api, options) => {
              const of = { versionId: version.id };
              const ends = await api.versions.revocation.query(of, options);
              const { promotions } = await api.promotions.atStakeOfVersion.query(of, options);
              return [
                ...revocationInWords(ends, labelOf),
                ...atStakeInWords(promotions).map((line) => `Revoking it ${line}.`),
              ];
            }}
          />
          <Textarea label="Reason" name="reason" isRequired maxLength={2000} />
        </ActDialog>
      )}
    </>
  );
}

const contents = ({ kind, fileCount }: VersionActsProps["version"]): string => {
  const held = kind === "external" ? "its descriptor" : fileCount === 1 ? "its one file" : `its ${fileCount} files`;
  return `${held}, params, signature and environment`;
};
