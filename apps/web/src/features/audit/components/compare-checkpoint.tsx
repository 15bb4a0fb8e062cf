// "Compare with my checkpoint": tells somebody who kept an old checkpoint whether anything before it was edited. The server
// gives the same answer as `npm run fsck -- --since`, and this browser checks the proof.
"use client";
import { useRef, useState } from "react";
import type { ComparedCheckpoint } from "@chancery/core";
import { fieldsOf } from "#components/fields.ts";
import { Button } from "#components/button.tsx";
import { DownloadText } from "#components/download-text.tsx";
import { Labelled, Textarea } from "#components/field.tsx";
import { RefusalNote } from "#components/refusal-note.tsx";
import { sentence } from "#components/sentence.ts";
import { StateBadge } from "#components/state-badge.tsx";
import { refusalOf, type Refusal } from "#refusal.ts";
import { useApi } from "#server-state.tsx";
import type { Step } from "../verify/entry.ts";
import { Steps } from "./steps.tsx";

type Proof = { readonly steps: readonly Step[]; readonly answer: string; readonly oldSize: number };
type Outcome = { readonly compared: ComparedCheckpoint; readonly proof: Proof | undefined };
type LogKey = { readonly origin: string; readonly verifierKey: string };

/** A checkpoint has some 300 bytes; an address holds no more than this. */
const maxNote = 4_000;

export function CompareCheckpoint({ origin, verifierKey }: LogKey) {
  const api = useApi();
  const form = useRef<HTMLFormElement>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const prove = async (note: string): Promise<Proof | undefined> => {
    const { keptCheckpoint, verifyGrowth } = await import("../verify/growth.ts");
    const kept = keptCheckpoint(note);
    if (kept?.origin !== origin) return undefined; // of a name from before a restore: its key is not at hand here
    const { text: answer } = await api.audit.consistency.query({ oldSize: kept.size });
    return { steps: verifyGrowth({ old: note, answer, verifierKey }), answer, oldSize: kept.size };
  };
  const compare = async (note: string) => {
    setOutcome(null);
    setRefusal(null);
    try {
      const { keptCheckpoint } = await import("../verify/growth.ts");
      if (note.length > maxNote || !keptCheckpoint(note)) return setRefusal(notACheckpoint);
      const compared = await api.audit.compare.query({ note });
      const proof = compared.verdict === "consistent" ? await prove(note) : undefined;
      setOutcome({ compared, proof });
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };
  const take = async (file: File | undefined) => {
    const field = form.current?.elements.namedItem("checkpoint");
    if (!file || !(field instanceof HTMLTextAreaElement)) return;
    field.value = await file.slice(0, maxNote + 1).text();
    await compare(field.value);
  };
  return (
    <form
      ref={form}
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
          hint="An earlier signed checkpoint: from an export, a proof file, or a copy of this page. The same answer as npm run fsck -- --since FILE."
        />
      </div>
      <Labelled label="Or pick its file" name="file" className="w-full">
        {({ required: _, ...wiring }) => (
          <input
            {...wiring}
            type="file"
            className="w-full min-w-0"
            onChange={(event) => void take(event.currentTarget.files?.[0])}
          />
        )}
      </Labelled>
      <div className="w-full empty:hidden" aria-live="polite">
        {outcome && <Verdict compared={outcome.compared} />}
        {outcome?.proof && <Steps steps={outcome.proof.steps} />}
      </div>
      {refusal && <RefusalNote refusal={refusal} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit">Compare</Button>
        {outcome?.proof && (
          <DownloadText text={outcome.proof.answer} fileName={`consistency-from-${outcome.proof.oldSize}.txt`}>
            Proof file
          </DownloadText>
        )}
      </div>
    </form>
  );
}

function Verdict({ compared }: { readonly compared: ComparedCheckpoint }) {
  if (compared.verdict === "consistent") {
    const { size, treeSize } = compared;
    return (
      <p className="m-0 mb-2">
        <StateBadge state="passed">continued</StateBadge> The log continues your checkpoint: its first{" "}
        {size.toLocaleString("en")} entries are unchanged, {(treeSize - size).toLocaleString("en")} came after.
      </p>
    );
  }
  return (
    <p className="m-0 mb-2">
      <StateBadge state={compared.verdict === "inconsistent" ? "failed" : "stale"}>
        {compared.verdict === "inconsistent" ? "not continued" : "says nothing"}
      </StateBadge>{" "}
      {sentence(compared.reason.message)}.
    </p>
  );
}

const notACheckpoint: Refusal = {
  code: "INVALID_INPUT",
  message:
    "This is not a checkpoint: it starts with the log's origin, then its size, then its root, and ends in a signature line.",
  reasons: [],
  requestId: null,
};
