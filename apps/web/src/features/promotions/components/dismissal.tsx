// Taking back somebody else's objection, with a reason that its author is told.
"use client";
import { ActForm } from "#components/act-form.tsx";
import { Textarea } from "#components/field.tsx";
import { useAct } from "#use-act.ts";
import { useSayDecided } from "./headline.tsx";

type Props = { readonly promotionId: string; readonly voteId: string; readonly objector: string };

export function DismissForm({ promotionId, voteId, objector }: Props) {
  const say = useSayDecided();
  const dismiss = useAct(
    (api, reason: string, once) => api.promotions.dismiss.mutate({ promotionId, voteId, reason }, once),
    { onDone: () => say(`The objection of ${objector} is dismissed.`) },
  );
  return (
    <details className="mt-2">
      <summary className="w-fit text-meta text-ink2 hover:text-ink">Dismiss this objection</summary>
      <div className="mt-2 grid max-w-[72ch] gap-2">
        <p className="m-0 text-meta text-ink2">
          {objector} sees who dismissed it and why. Afterwards, while anyone else may vote here, your approval cannot
          complete the rule.
        </p>
        <ActForm
          act={dismiss}
          read={(fields) => fields.text("reason")}
          submit="Dismiss the objection"
          submitKind="danger"
          draft={`dismiss ${voteId}`}
        >
          <Textarea
            label="Why it no longer has to block this (kept in the audit log)"
            name="reason"
            isRequired
            rows={2}
            minLength={10}
            maxLength={4000}
          />
        </ActForm>
      </div>
    </details>
  );
}
