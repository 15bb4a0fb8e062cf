// Withdraws a dataset, with the reason every version page that used it will show.
"use client";
import { atStakeInWords, type DatasetView } from "@chancery/core";
import { ActDialog } from "#components/act-dialog.tsx";
import { Consequences } from "#components/consequences.tsx";
import { Textarea } from "#components/field.tsx";

export function WithdrawDataset({ dataset }: { readonly dataset: DatasetView }) {
  const { id: datasetId, revision, versions } = dataset;
  const inUse = versions.filter(({ stages }) => stages.length > 0);
  return (
    <ActDialog
      trigger="Withdraw"
      triggerLook={{ kind: "danger" }}
      title="Withdraw the dataset"
      description={
        <>
          No version stops:{" "}
          {versions.length === 0
            ? "no version that you may see uses it."
            : "the pages of the versions that use it will say that it was withdrawn."}
          {inUse.length > 0 && (
            <ul className="mt-2 mb-0 grid max-h-40 list-disc gap-1 overflow-y-auto pl-4">
              {inUse.map(({ versionId, relation, team, name, number, stages }) => (
                <li key={`${versionId} ${relation}`}>
                  {team}/{name} v{number} ({relation.replace("_", " ")} it) stays in {stages.join(" and ")}.
                </li>
              ))}
            </ul>
          )}
        </>
      }
      submit="Withdraw the dataset"
      submitKind="danger"
      done="The dataset is withdrawn."
      act={(api, input: { datasetId: string; reason: string; revision: number }, once) =>
        api.datasets.withdraw.mutate(input, once)
      }
      read={(fields) => ({ datasetId, revision, reason: fields.text("reason") })}
    >
      <Consequences
        of={`withdrawing ${datasetId}`}
        ask={async (api, options) => {
          const { promotions } = await api.promotions.atStakeOfDataset.query({ datasetId }, options);
          const lines = atStakeInWords(promotions).map((line) => `Withdrawing it ${line}.`);
          return lines.length > 0 ? lines : ["No approval of an open promotion you may see rests on it."];
        }}
      />
      <Textarea label="Reason" name="reason" isRequired maxLength={2000} />
    </ActDialog>
  );
}
