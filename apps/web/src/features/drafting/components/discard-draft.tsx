// Discards a draft, in two steps: the first says what goes with it.
"use client";
import { useState } from "react";
import { Button } from "#components/button.tsx";
import { go } from "#components/link-status.tsx";
import { RefusalNote } from "#components/refusal-note.tsx";
import { useAct } from "#use-act.ts";

type DiscardDraftProps = {
  readonly versionId: string;
  readonly number: number;
  /** The page of the model. */
  readonly modelPath: string;
};

export function DiscardDraft({ versionId, number, modelPath }: DiscardDraftProps) {
  const [isAsking, setIsAsking] = useState(false);
  const discard = useAct((api, input: { versionId: string }, once) => api.versions.discard.mutate(input, once), {
    done: `Draft v${number} is discarded.`,
    onDone: () => go(`${modelPath}/versions`),
  });
  if (!isAsking) return <Button onClick={() => setIsAsking(true)}>Discard draft</Button>;
  return (
    <div role="group" aria-label={`Discard draft v${number}`} className="grid gap-1.5">
      {discard.refusal && <RefusalNote refusal={discard.refusal} />}
      <span className="text-meta text-ink2">Its files and uploads are deleted for good; its number stays taken.</span>
      <div className="flex flex-wrap gap-2">
        <Button
          kind="danger"
          autoFocus
          isPending={discard.isPending}
          onClick={() => void discard.submit({ versionId })}
        >
          Discard v{number}
        </Button>
        <Button kind="quiet" onClick={() => setIsAsking(false)}>
          Keep it
        </Button>
      </div>
    </div>
  );
}
