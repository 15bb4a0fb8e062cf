// "Compare with my checkpoint": whoever kept an old one learns whether anything before it was edited.
"use client";
import { useState } from "react";
import { fieldsOf } from "#components/fields.ts";
import { Button } from "#components/button.tsx";
import { DownloadText } from "#components/download-text.tsx";
import { Textarea } from "#components/field.tsx";
import { RefusalNote } from "#components/refusal-note.tsx";
import { refusalOf, type Refusal } from "#refusal.ts";
import { useApi } from "#server-state.tsx";
import type { Step } from "../verify/entry.ts";
import { sizeOf, verifyGrowth } from "../verify/growth.ts";
import { Steps } from "./steps.tsx";

type Outcome = { readonly steps: readonly Step[]; readonly answer: string; readonly oldSize: number };

export function GrowthCheck({ verifierKey }: { readonly verifierKey: string }) {
  const api = useApi();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const compare = async (old: string) => {
    setOutcome(null);
    setRefusal(null);
    const oldSize = sizeOf(old);
    if (oldSize === undefined) return setRefusal(notACheckpoint);
    try {
      const { text: answer } = await api.audit.consistency.query({ oldSize });
      setOutcome({ steps: await verifyGrowth({ old, answer, verifierKey }), answer, oldSize });
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };
  return (
    <form
      className="grid justify-items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void compare(fieldsOf(new FormData(event.currentTarget)).raw("checkpoint"));
      }}
    >
      <div className="w-full">
        <Textarea
          label="A checkpoint you kept"
          name="checkpoint"
          rows={6}
          isMono
          isRequired
          spellCheck={false}
          hint="The signed note of an earlier day: from an export, a proof file, or a copy of this page."
        />
      </div>
      {outcome && (
        <div className="w-full">
          <Steps steps={outcome.steps} />
        </div>
      )}
      {refusal && <RefusalNote refusal={refusal} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit">Compare in this browser</Button>
        {outcome && (
          <DownloadText text={outcome.answer} fileName={`consistency-from-${outcome.oldSize}.txt`}>
            Proof file
          </DownloadText>
        )}
      </div>
    </form>
  );
}

const notACheckpoint: Refusal = {
  code: "INVALID_INPUT",
  message:
    "This is not a checkpoint: it starts with the log's origin, then its size, then its root, and ends in a signature line.",
  reasons: [],
  requestId: null,
};
