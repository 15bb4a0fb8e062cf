// What an admin may do to an account: invite again, reset its password, disable, enable.
"use client";
import { disablingInWords, type ActorView } from "@chancery/core";
import { ActDialog } from "#components/act-dialog.tsx";
import { Consequences } from "#components/consequences.tsx";
import { Textarea } from "#components/field.tsx";
import { useStages } from "#components/known-labels.tsx";
import { personPath, toHandOver } from "../belongings.ts";
import { Invitation, ResetLink } from "./invitation.tsx";

export function AccountActs({ account }: { readonly account: ActorView }) {
  return (
    <span className="flex justify-end gap-2">
      {account.state === "invited" && <InviteAgain account={account} />}
      {account.state === "active" && account.kind === "person" && <ResetPassword account={account} />}
      {account.state === "disabled" ? <Enable account={account} /> : <Disable account={account} />}
    </span>
  );
}

/** Of what is to be handed over: the rest is on the person's page. */
const shown = 8;

type Reasoned = { readonly actorId: string; readonly reason: string };

function Disable({ account }: { readonly account: ActorView }) {
  const { labelOf } = useStages();
  return (
    <ActDialog
      trigger="Disable"
      triggerLook={{ size: "small" }}
      title={`Disable ${account.name}?`}
      description="Nobody can act as this account any more. What it did stays on record. What ends at once, and what to hand over:"
      draft={`disable ${account.id}`}
      act={(api, input: Reasoned, once) => api.people.disable.mutate(input, once)}
      read={(fields) => ({ actorId: account.id, reason: fields.text("reason") })}
      submit="Disable account"
      submitKind="danger"
      done={`${account.name} is disabled.`}
    >
      <Consequences
        of={`disabling ${account.id}`}
        ask={async (api, options) => {
          const ends = await api.people.disabling.query({ actorId: account.id }, options);
          const left = toHandOver(account.id, ends, labelOf);
          const more = left.length - shown;
          const rest = { text: `And ${more} more to hand over.`, href: personPath(account.id), act: "All of it" };
          return [...disablingInWords(ends), ...left.slice(0, shown), ...(more > 0 ? [rest] : [])];
        }}
      />
      <Textarea label="Reason" name="reason" isRequired rows={3} maxLength={2000} hint="Kept in the audit log." />
    </ActDialog>
  );
}

function Enable({ account }: { readonly account: ActorView }) {
  return (
    <ActDialog
      trigger="Enable"
      triggerLook={{ size: "small" }}
      title={`Enable ${account.name} again?`}
      description="It gets back the roles that have not been ended. Sessions and tokens that stopped stay stopped."
      draft={`enable ${account.id}`}
      act={(api, input: Reasoned, once) => api.people.enable.mutate(input, once)}
      read={(fields) => ({ actorId: account.id, reason: fields.text("reason") })}
      submit="Enable account"
      done={`${account.name} is enabled.`}
    >
      <Textarea label="Reason" name="reason" isRequired rows={3} maxLength={2000} hint="Kept in the audit log." />
    </ActDialog>
  );
}

function InviteAgain({ account }: { readonly account: ActorView }) {
  return (
    <ActDialog
      trigger="Invite again"
      triggerLook={{ size: "small" }}
      title={`Invite ${account.name} again?`}
      description="The earlier link stops working."
      act={(api, input: { actorId: string }, once) => api.people.inviteAgain.mutate(input, once)}
      read={() => ({ actorId: account.id })}
      submit="Make a new link"
      shown={({ invitationUrl }) => <Invitation name={account.name} url={invitationUrl} />}
    />
  );
}

function ResetPassword({ account }: { readonly account: ActorView }) {
  return (
    <ActDialog
      trigger="Reset password"
      triggerLook={{ size: "small" }}
      title={`Make a reset link for ${account.name}?`}
      description="It works after 24 hours, or at once when a second person confirms it. They are told in their sessions and can cancel it. When it is used, their sessions and API tokens end."
      act={(api, input: { actorId: string }, once) => api.people.offerPasswordReset.mutate(input, once)}
      read={() => ({ actorId: account.id })}
      submit="Make a reset link"
      shown={({ resetUrl, worksFrom }) => <ResetLink name={account.name} url={resetUrl} worksFrom={worksFrom} />}
    />
  );
}
