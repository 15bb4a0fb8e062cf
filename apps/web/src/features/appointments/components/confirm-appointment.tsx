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
      description={`From then on: ${what}. What they decide counts on what is asked for afterwards. You answer for this together with who gave it.`}
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
