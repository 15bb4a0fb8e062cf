// Takes back a wrong evaluation or edge, with a reason that every list of it then shows.
"use client";
import { atStakeInWords } from "@chancery/core";
import { ActDialog } from "#components/act-dialog.tsx";
import { Consequences } from "#components/consequences.tsx";
import { Textarea } from "#components/field.tsx";

type RetractProps = {
  readonly versionId: string;
  readonly id: string;
  readonly target: "evaluation" | "edge";
  /** Which one, in a line. */
  readonly what: string;
};

export function Retract({ versionId, id, target, what }: RetractProps) {
  const noun = target === "evaluation" ? "evaluation" : "lineage edge";
  return (
    <ActDialog
      trigger="Retract"
      triggerLook={{ kind: "danger" }}
      triggerLabel={`Retract ${what}`}
      title={`Retract the ${noun}`}
      description={
        <>
          <span className="wrap-anywhere">{what}</span>
          <br />
          It stays on its page, struck through, and no longer counts. This cannot be undone: record the correct facts
          again.
        </>
      }
      submit={`Retract the ${noun}`}
      submitKind="danger"
      done="It is retracted."
      draft={`retract ${id}`}
      act={(api, reason: string, once) =>
        target === "evaluation"
          ? api.evaluations.retract.mutate({ evaluationId: id, reason }, once)
          : api.lineage.retract.mutate({ edgeId: id, reason }, once)
      }
      read={(fields) => fields.text("reason")}
    >
      <Consequences
        of={`retracting ${id}`}
        ask={async (api, options) => {
          const { promotions } = await api.promotions.atStakeOfVersion.query({ versionId }, options);
          const lines = atStakeInWords(promotions);
          return lines.length > 0
            ? lines.map((line) => `Where it is part of what was approved, retracting it ${line}.`)
            : ["No approval of an open promotion rests on this version."];
        }}
      />
      <Textarea label="Reason" name="reason" isRequired minLength={10} maxLength={4000} />
    </ActDialog>
  );
}
