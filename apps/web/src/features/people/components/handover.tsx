// A service account comes to another owner: proposed by its owner or an admin, taken over by the other.
"use client";
import type { ActorView, ListedActor } from "@chancery/core";
import { ActDialog } from "#components/act-dialog.tsx";
import type { Option } from "#components/field.tsx";
import { Picker } from "#components/picker.tsx";
import { findPeople } from "../find.ts";

type Proposal = { readonly actorId: string; readonly ownerId: string | null };

type ProposeOwnerProps = { readonly account: ListedActor; readonly me: Option };

export function ProposeOwner({ account, me }: ProposeOwnerProps) {
  const owner = account.owner?.name ?? "Its owner";
  return (
    <ActDialog
      trigger="Hand over"
      triggerLook={{ size: "small" }}
      title={`Hand over ${account.name}?`}
      description={`${owner} stays its owner until the other accepts. Then its tokens end, and the new owner makes new ones.`}
      act={(api, input: Proposal, once) => api.serviceAccounts.proposeOwner.mutate(input, once)}
      read={(fields) => ({ actorId: account.id, ownerId: fields.text("ownerId") })}
      submit="Propose new owner"
      done="New owner proposed."
    >
      <Picker
        label="New owner"
        name="ownerId"
        isRequired
        of="people"
        find={findPeople}
        // Whoever takes over what a disabled person left proposes themselves, and accepts.
        defaultValue={account.ownerDisabled && account.owner?.id !== me.value ? me : undefined}
      />
    </ActDialog>
  );
}

export function WithdrawProposal({ account }: { readonly account: ActorView }) {
  return (
    <ActDialog
      trigger="Withdraw"
      triggerLook={{ size: "small" }}
      title={`Withdraw the handover of ${account.name}?`}
      description={`${account.owner?.name ?? "Its owner"} stays responsible for it. Nothing else changes.`}
      act={(api, input: Proposal, once) => api.serviceAccounts.proposeOwner.mutate(input, once)}
      read={() => ({ actorId: account.id, ownerId: null })}
      submit="Withdraw proposal"
      done="Proposal withdrawn."
    />
  );
}

export function AcceptAccount({ account }: { readonly account: ActorView }) {
  return (
    <ActDialog
      trigger="Accept"
      triggerLook={{ kind: "primary", size: "small" }}
      title={`Take over ${account.name}?`}
      description="From now on you answer for it, and may not approve what it uploads. All its tokens end at once: make new ones for the jobs that use it."
      act={(api, input: { actorId: string }, once) => api.serviceAccounts.accept.mutate(input, once)}
      read={() => ({ actorId: account.id })}
      submit="Take over"
      done={`You own ${account.name}.`}
    />
  );
}
