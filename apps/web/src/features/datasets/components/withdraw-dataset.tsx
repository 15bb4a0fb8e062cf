// Withdraws a dataset, with the reason every version page that used it will show.
"use client";
import { ActDialog } from "#components/act-dialog.tsx";
import { Textarea } from "#components/field.tsx";

export function WithdrawDataset({ datasetId, revision }: { readonly datasetId: string; readonly revision: number }) {
  return (
    <ActDialog
      trigger="Withdraw"
      triggerLook={{ kind: "danger" }}
      title="Withdraw the dataset"
      description="Versions trained on it keep what they are; their pages will say that it was withdrawn."
      submit="Withdraw the dataset"
      submitKind="danger"
      done="The dataset is withdrawn."
      act={(api, input: { datasetId: string; reason: string; revision: number }, once) =>
        api.datasets.withdraw.mutate(input, once)
      }
      read={(fields) => ({ datasetId, revision, reason: fields.text("reason") })}
    >
      <Textarea label="Reason" name="reason" isRequired minLength={10} maxLength={4000} />
    </ActDialog>
  );
}
