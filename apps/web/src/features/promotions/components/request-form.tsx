// The reason, and the one button that asks.
"use client";
import type { StageName } from "@chancery/core";
import { ActForm } from "#components/act-form.tsx";
import { Card } from "#components/card.tsx";
import { go } from "#components/link-status.tsx";
import { Textarea } from "#components/field.tsx";
import { useAct } from "#use-act.ts";

type RequestFormProps = {
  readonly versionId: string;
  readonly stage: StageName;
  readonly label: string;
};

export function RequestForm({ versionId, stage, label }: RequestFormProps) {
  const ask = useAct((api, reason: string, once) => api.promotions.request.mutate({ versionId, stage, reason }, once), {
    done: (promotion) => `Recorded as P-${promotion.number}.`,
    onDone: (promotion) => go(`/promotions/${promotion.number}`),
  });
  return (
    <Card title="Your request">
      <ActForm act={ask} submit={label} read={(fields) => fields.text("reason")}>
        <Textarea
          label="Reason"
          name="reason"
          isRequired
          minLength={10}
          maxLength={4000}
          rows={5}
          autoFocus
          hint="Why this version, why now. Reviewers read it first; it is kept with the promotion."
        />
      </ActForm>
    </Card>
  );
}
