// The second person's word on who becomes a reviewer or an admin.
"use client";
import { ActDialog } from "#components/act-dialog.tsx";

type ConfirmAppointmentProps = {
  readonly id: string;
  readonly kind: "grant" | "membership";
  readonly who: string;
  readonly what: string;
};

export function ConfirmAppointment({ id, kind, who, what }: ConfirmAppointmentProps) {
  return (
    <ActDialog
      trigger="Confirm"
      triggerLabel={`Confirm ${who} as ${what}`}
      triggerLook={{ size: "small", kind: "primary" }}
      title={`Confirm ${who}?`}
      description={`From then on: ${what}. Their decisions count on promotions requested afterwards. You answer for this together with the person who gave the role.`}
      draft={`confirm ${id}`}
      act={(api, input: { readonly id: string }, once) =>
        kind === "grant"
          ? api.grants.confirm.mutate({ grantId: input.id }, once).then(() => undefined)
          : api.groups.confirmMember.mutate({ membershipId: input.id }, once).then(() => undefined)
      }
      read={() => ({ id })}
      submit="Confirm"
      done={`${who}: confirmed.`}
    />
  );
}
