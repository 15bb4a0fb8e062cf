// The reason, and the one button that asks.
"use client";
import type { Objection, StageName } from "@chancery/core";
import { ActForm } from "#components/act-form.tsx";
import { Card } from "#components/card.tsx";
import { go } from "#components/link-status.tsx";
import { Input, Textarea } from "#components/field.tsx";
import { useAct } from "#use-act.ts";

type RequestFormProps = {
  readonly versionId: string;
  readonly stage: StageName;
  readonly label: string;
  /** An objection to this very content, which the request has to answer. */
  readonly toAnswer: Objection | null;
};
type Request = { readonly reason: string; readonly ticket: string; readonly whatChanged: string };

export function RequestForm({ versionId, stage, label, toAnswer }: RequestFormProps) {
  const ask = useAct(
    (api, { reason, ticket, whatChanged }: Request, once) =>
      api.promotions.request.mutate(
        {
          versionId,
          stage,
          reason,
          ...(ticket && { ticket }),
          ...(toAnswer && { answers: toAnswer.number, whatChanged }),
        },
        once,
      ),
    {
      done: (promotion) => `Recorded as P-${promotion.number}.`,
      onDone: (promotion) => go(`/promotions/${promotion.number}`),
    },
  );
  return (
    <Card title="Your request">
      <ActForm
        act={ask}
        submit={label}
        read={(fields) => ({
          reason: fields.text("reason"),
          ticket: fields.text("ticket"),
          whatChanged: fields.text("changed"),
        })}
        draft={`request ${versionId} ${stage}`}
      >
        {toAnswer && (
          <Textarea
            label={`What changed since P-${toAnswer.number}`}
            name="changed"
            isRequired
            minLength={10}
            maxLength={4000}
            rows={4}
            hint="A reviewer objected to exactly this content. Say what is different now. Reviewers see it above your other evidence."
          />
        )}
        <Textarea
          label="Reason"
          name="reason"
          isRequired
          minLength={10}
          maxLength={4000}
          rows={5}
          autoFocus
          hint="Why this version, and why now. Reviewers read it first, and it is kept with the promotion."
        />
        <Input
          label="Change ticket"
          name="ticket"
          isRequired={false}
          maxLength={200}
          autoComplete="off"
          hint="What it is called where changes are tracked, such as CHG0012345."
        />
      </ActForm>
    </Card>
  );
}
