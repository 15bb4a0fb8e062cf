// The erasure of a person: asked for by one admin, confirmed by another.
"use client";
import { erasureBases, erasureBasisInWords, type ActorView, type ErasureBasis } from "@chancery/core";
import { ActDialog } from "#components/act-dialog.tsx";
import { Select, Textarea } from "#components/field.tsx";

type ErasureActsProps = { readonly account: ActorView; readonly meId: string };

export function ErasureActs({ account, meId }: ErasureActsProps) {
  const { erasure } = account;
  if (account.state !== "disabled" || account.kind !== "person" || erasure?.state === "erased") return null;
  if (!erasure) return <AskErasure account={account} />;
  return (
    <>
      <WithdrawErasure account={account} />
      {erasure.askedBy.id !== meId && <ConfirmErasure account={account} />}
    </>
  );
}

const whatGoes =
  "name, e-mail address, password, the names of their browsers, and what the audit log discloses of the account. The words of decisions, votes with their printed names, and every proof stay.";

function AskErasure({ account }: { readonly account: ActorView }) {
  return (
    <ActDialog
      trigger="Erase"
      triggerLook={{ size: "small" }}
      title={`Ask to erase who ${account.name} is?`}
      description={`Nothing is erased before another admin confirms. Then it cannot be undone. What is erased: ${whatGoes}`}
      draft={`erase ${account.id}`}
      act={(api, input: { readonly actorId: string; readonly basis: ErasureBasis; readonly note: string }, once) =>
        api.people.askErasure.mutate(input, once)
      }
      read={(fields) => ({
        actorId: account.id,
        basis: fields.text("basis") as ErasureBasis, // of the list below
        note: fields.text("note"),
      })}
      submit="Ask for the erasure"
      done="Another admin has to confirm it."
    >
      <Select
        label="Legal basis"
        name="basis"
        isRequired
        options={erasureBases.map((value) => ({ value, label: erasureBasisInWords[value] }))}
      />
      <Textarea
        label="Note"
        name="note"
        rows={3}
        maxLength={2000}
        hint="Kept beside the entry until the erasure is confirmed."
      />
    </ActDialog>
  );
}

function ConfirmErasure({ account }: { readonly account: ActorView }) {
  const { erasure } = account;
  return (
    <ActDialog
      trigger="Confirm erasure"
      triggerLook={{ size: "small" }}
      title={`Erase who ${account.name} is?`}
      description={`${erasure?.askedBy.name} requested it: ${erasure && erasureBasisInWords[erasure.basis]}. It cannot be undone. What is erased: ${whatGoes}`}
      act={(api, input: { readonly actorId: string }, once) => api.people.confirmErasure.mutate(input, once)}
      read={() => ({ actorId: account.id })}
      submit="Erase for good"
      submitKind="danger"
      done="Erased. The audit log says what was erased."
    />
  );
}

function WithdrawErasure({ account }: { readonly account: ActorView }) {
  return (
    <ActDialog
      trigger="Take back"
      triggerLook={{ size: "small" }}
      title="Take back the request for an erasure?"
      description={`${account.name} stays as it is.`}
      act={(api, input: { readonly actorId: string }, once) => api.people.withdrawErasure.mutate(input, once)}
      read={() => ({ actorId: account.id })}
      submit="Take it back"
      done="The request is taken back."
    />
  );
}
