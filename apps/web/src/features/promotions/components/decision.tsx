// The decision: one note, three buttons that name the act; or why none is offered. Never optimistic.
"use client";
import { useState } from "react";
import type { Decision as DecisionKind, PromotionAction, PromotionView, Reason } from "@chancery/core";
import { useStages } from "#components/known-labels.tsx";
import { ActForm } from "#components/act-form.tsx";
import { fieldsOf } from "#components/fields.ts";
import { reasonsFor } from "#components/reasons-for.ts";
import { Button } from "#components/button.tsx";
import { Card } from "#components/card.tsx";
import { DraftedForm } from "#components/drafted-form.tsx";
import { Textarea } from "#components/field.tsx";
import { RefusalNote } from "#components/refusal-note.tsx";
import { ReasonList } from "#components/reason-list.tsx";
import { useAct } from "#use-act.ts";
import { noteId } from "../format.ts";
import { useSayDecided } from "./headline.tsx";

const doneWords = {
  approve: "Your approval is recorded.",
  "request-changes": "You asked for changes.",
  reject: "You rejected it.",
} as const;

type Decided = Pick<
  PromotionView,
  | "id"
  | "state"
  | "stage"
  | "versionNumber"
  | "digests"
  | "revision"
  | "availableActions"
  | "blockedBecause"
  | "hasDismissed"
  | "requester"
  | "requesterDisabled"
>;

export function Decision({ promotion }: { readonly promotion: Decided }) {
  const can = (action: PromotionAction) => promotion.availableActions.includes(action);
  if (promotion.state !== "open") return null;
  const isVoter = can("approve") || can("request-changes") || can("reject");
  return (
    <>
      {isVoter ? <VoteForm promotion={promotion} /> : <NoVote reasons={reasonsFor(promotion, "reject")} />}
      {can("withdraw") && (
        <Withdraw
          promotionId={promotion.id}
          id={isVoter ? undefined : "decide"}
          title={promotion.requesterDisabled ? `The request of ${promotion.requester}` : "Your request"}
        />
      )}
    </>
  );
}

function VoteForm({ promotion }: { readonly promotion: Decided }) {
  const [decision, setDecision] = useState<DecisionKind>("approve");
  const say = useSayDecided();
  const { labelOf } = useStages();
  const vote = useAct(
    (api, input: { decision: DecisionKind; note: string; conditions: string[] }, once) => {
      const { id: promotionId, digests: seen, revision } = promotion;
      return api.promotions.vote.mutate({ promotionId, seen, revision, ...input }, once);
    },
    { onDone: (_promotion, input) => say(doneWords[input.decision]) },
  );
  const send = (form: HTMLFormElement, { seed, button }: { seed: string; button: HTMLElement | null }) => {
    const chosen = (button instanceof HTMLButtonElement ? button.value : "approve") as DecisionKind;
    setDecision(chosen);
    const fields = fieldsOf(new FormData(form));
    // They are given with an approval only: what else is decided leaves them in the draft.
    const conditions = chosen === "approve" ? linesOf(fields.text("conditions")) : [];
    return vote.submit({ decision: chosen, note: fields.text("note"), conditions }, seed);
  };
  const approveReasons = reasonsFor(promotion, "approve");
  const pending = (kind: DecisionKind) => ({
    isPending: vote.isPending && decision === kind,
    disabled: vote.isPending,
  });
  return (
    <Card id="decide" title="Your decision">
      <div className="grid gap-3">
        <DraftedForm
          draft="vote"
          basis={JSON.stringify(promotion.digests)}
          send={send}
          className="gap-3"
          foot={
            <>
              {approveReasons.length === 0 && (
                <Button
                  type="submit"
                  kind="primary"
                  name="decision"
                  value="approve"
                  aria-keyshortcuts="Control+Enter Meta+Enter"
                  {...pending("approve")}
                >
                  Approve v{promotion.versionNumber} for {labelOf(promotion.stage)}
                </Button>
              )}
              <Button type="submit" name="decision" value="request-changes" {...pending("request-changes")}>
                Ask for changes
              </Button>
              <Button type="submit" kind="danger" name="decision" value="reject" {...pending("reject")}>
                Reject
              </Button>
            </>
          }
        >
          <Textarea
            id={noteId}
            label="Your note (kept in the audit log)"
            name="note"
            isRequired
            rows={3}
            maxLength={4000}
            letter="a"
          />
          {approveReasons.length === 0 && (
            <details>
              <summary className="text-meta text-ink2">Approve with conditions</summary>
              <div className="mt-2">
                <Textarea
                  label="Conditions"
                  name="conditions"
                  isRequired={false}
                  rows={3}
                  maxLength={5010}
                  hint="One per line, up to 10. They are kept with your approval and shown beside it."
                />
              </div>
            </details>
          )}
          {vote.refusal && <RefusalNote refusal={vote.refusal} />}
        </DraftedForm>
        {approveReasons.map((reason) => (
          <p key={reason.code} className="m-0 text-meta text-ink2">
            Approval is not offered: {reason.message}.
          </p>
        ))}
        <p className="m-0 text-meta text-ink3">
          You may decide: you are a reviewer here, and had no part in v{promotion.versionNumber} or this request. Your
          vote is signed on revision {promotion.revision} and the digests below; once a part changes, an approval no
          longer counts. An objection stands until you vote again or another reviewer dismisses it with a reason.
        </p>
        {promotion.hasDismissed && (
          <p className="m-0 text-meta text-ink2">
            You dismissed an objection: your approval counts, but while anyone else may vote, somebody else has to
            complete the rule.
          </p>
        )}
      </div>
    </Card>
  );
}

const linesOf = (text: string) => text.split("\n").filter((line) => line.trim() !== "");

function NoVote({ reasons }: { readonly reasons: readonly Reason[] }) {
  return (
    <Card title="You cannot decide this one">
      <ReasonList reasons={reasons} />
    </Card>
  );
}

type WithdrawProps = { readonly promotionId: string; readonly id: string | undefined; readonly title: string };

function Withdraw({ promotionId, id, title }: WithdrawProps) {
  const say = useSayDecided();
  const withdraw = useAct((api, note: string, once) => api.promotions.withdraw.mutate({ promotionId, note }, once), {
    onDone: () => say("The request is withdrawn."),
  });
  return (
    <Card {...(id !== undefined && { id })} title={title}>
      <ActForm act={withdraw} read={(fields) => fields.text("note")} submit="Withdraw the request" submitKind="danger">
        <Textarea label="Why you withdraw it" name="note" isRequired rows={2} maxLength={4000} />
      </ActForm>
    </Card>
  );
}
