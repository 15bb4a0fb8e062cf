// At the foot of the window: what a draft lacks, in words, and the button that seals it.
"use client";
import { Button } from "#components/button.tsx";
import { go } from "#components/link-status.tsx";
import { RefusalNote } from "#components/refusal-note.tsx";
import { useUploads } from "#features/uploads/use-uploads.ts";
import { useAct } from "#use-act.ts";
import { notYet, type DraftStanding } from "../not-yet.ts";
import { DiscardDraft } from "./discard-draft.tsx";
import { useTypedParts } from "./draft-parts.tsx";

type DraftFootProps = {
  readonly versionId: string;
  readonly number: number;
  /** The page of the version. */
  readonly path: string;
  readonly standing: DraftStanding;
  readonly canSeal: boolean;
};

export function DraftFoot({ versionId, number, path, standing, canSeal }: DraftFootProps) {
  const typed = useTypedParts();
  const { files, totals } = useUploads(versionId);
  const seal = useAct((api, input: { versionId: string }, once) => api.versions.seal.mutate(input, once), {
    done: `v${number} is sealed.`,
    onDone: () => go(path),
  });
  const lacks = notYet(standing, { counts: totals.counts, files, typed });
  return (
    <div
      data-decision-bar
      className="fixed inset-x-0 bottom-0 z-30 border-t border-control bg-surface px-3 pt-2 pb-3 max-nav:shadow-float nav:sticky nav:-mx-6 nav:mt-4 nav:-mb-15 nav:px-6 nav:py-2.75 print:hidden"
    >
      {seal.refusal && (
        <div className="mb-2">
          <RefusalNote refusal={seal.refusal} />
        </div>
      )}
      <div className="flex flex-col gap-x-4.5 gap-y-1.5 nav:flex-row nav:items-center">
        <div className="min-w-0 flex-1" role="status">
          {lacks.length > 0 ? (
            <>
              <strong className="font-semibold">Not yet:</strong> {lacks.join(" · ")}
            </>
          ) : (
            <strong className="font-semibold">Ready to seal.</strong>
          )}
          <span className="block text-meta text-ink3 max-nav:hidden">
            Sealing freezes {standing.kind === "files" ? "files" : "the descriptor"}, params, label and schema for good;
            card, tags, lineage and evaluations stay open. Then: ask for promotion.
          </span>
        </div>
        {canSeal && <DiscardDraft versionId={versionId} number={number} modelPath={path.replace(/\/v\/\d+$/, "")} />}
        {canSeal && (
          <Button
            kind={lacks.length > 0 ? "plain" : "primary"}
            disabled={lacks.length > 0 || (standing.kind === "files" && standing.fileCount === 0)}
            isPending={seal.isPending}
            onClick={() => void seal.submit({ versionId })}
          >
            Seal v{number}
          </Button>
        )}
      </div>
    </div>
  );
}
