// What members do about whose an account is: vouch for its holder, and confirm or cancel a reset of its password.
"use client";
import type { ActorView } from "@chancery/core";
import { ActDialog } from "#components/act-dialog.tsx";

type Account = Pick<ActorView, "id" | "name" | "state" | "unvouched" | "reset">;
type OnAccount = { readonly account: Account };
const small = { size: "small" } as const;

export function HolderActs({ account, canManage }: OnAccount & { readonly canManage: boolean }) {
  return (
    <>
      {account.state === "active" && account.unvouched?.blockedBecause.length === 0 && <Vouch account={account} />}
      {account.reset?.blockedBecause.length === 0 && <ConfirmReset account={account} />}
      {account.reset && canManage && <CancelReset account={account} />}
    </>
  );
}

function Vouch({ account: { id, name, unvouched } }: OnAccount) {
  const openers = unvouched?.openedBy.join(" and ") ?? "";
  return (
    <ActDialog
      trigger="Vouch"
      triggerLabel={`Vouch for ${name}`}
      triggerLook={small}
      title={`Vouch for ${name}?`}
      description={`Say that ${name} holds this account: you spoke to them, or saw them use it. ${openers} made the link that opened it${consequenceOf(openers, unvouched?.isVouchedAlone ?? false)}`}
      act={(api, input: { actorId: string; openedAt: string | undefined }, once) =>
        api.people.vouch.mutate(input, once)
      }
      read={() => ({ actorId: id, openedAt: unvouched?.openedAt })}
      submit="Vouch"
      done={`You vouched for ${name}.`}
    />
  );
}

const consequenceOf = (openers: string, isVouchedAlone: boolean) =>
  isVouchedAlone
    ? ", and so far only somebody whose account was opened through the same link vouched: votes that rest on it are marked until somebody independent does."
    : `, so until somebody vouches ${openers} cannot vote on what it makes or requests.`;

function ConfirmReset({ account: { id, name, reset } }: OnAccount) {
  return (
    <ActDialog
      trigger="Confirm reset"
      triggerLabel={`Confirm reset of ${name}`}
      triggerLook={small}
      title={`Confirm the password reset of ${name}?`}
      description={`An admin made a reset link. Ask ${name} whether they want it. Once you confirm, it works at once, for 24 hours.`}
      act={(api, input: { actorId: string; madeAt: string | undefined }, once) =>
        api.people.confirmReset.mutate(input, once)
      }
      read={() => ({ actorId: id, madeAt: reset?.madeAt })}
      submit="Confirm reset"
      done={`The reset link of ${name} works.`}
    />
  );
}

export function CancelReset({ account: { id, name } }: { readonly account: Pick<Account, "id" | "name"> }) {
  return (
    <ActDialog
      trigger="Cancel reset"
      triggerLabel={`Cancel reset of ${name}`}
      triggerLook={small}
      title={`Cancel the password reset of ${name}?`}
      description="The link no longer works. The password does not change."
      act={(api, input: { actorId: string }, once) => api.people.cancelReset.mutate(input, once)}
      read={() => ({ actorId: id })}
      submit="Cancel the reset"
      submitKind="danger"
      done="The reset is cancelled."
    />
  );
}
