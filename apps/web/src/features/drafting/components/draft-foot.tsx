// At the foot of the window: what a draft lacks, in words, and the button that seals it.
"use client";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { Button } from "#components/button.tsx";
import { go } from "#components/link-status.tsx";
import { Link } from "#components/link.tsx";
import { RefusalNote } from "#components/refusal-note.tsx";
import { isOver } from "#features/uploads/upload-file.ts";
import { useUploads } from "#features/uploads/use-uploads.ts";
import { useAct } from "#use-act.ts";
import { notYet, openPlace, type DraftStanding } from "../not-yet.ts";
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
  const router = useRouter();
  const { files, totals, dropRefusal } = useUploads(versionId);
  const seal = useAct((api, input: { versionId: string }, once) => api.versions.seal.mutate(input, once), {
    done: `v${number} is sealed.`,
    onDone: () => go(path),
  });
  if (isOver(dropRefusal)) return <Over path={path} number={number} />;
  const isBarred = standing.open + standing.others.length > 0;
  const lacks = notYet(standing, { counts: totals.counts, files, typed });
  return (
    <Bar>
      {seal.refusal && (
        <div className="mb-2">
          <RefusalNote refusal={seal.refusal} />
          {seal.refusal.reasons.some(({ code }) => code === "upload_unfinished") && (
            <a href={`#${openPlace}`} onClick={() => router.refresh()}>
              See what is not finished
            </a>
          )}
        </div>
      )}
      <div className="flex flex-col gap-x-4.5 gap-y-1.5 nav:flex-row nav:items-center">
        <div className="min-w-0 flex-1" role="status">
          {lacks.length > 0 ? (
            <>
              <strong className="font-semibold">Not yet:</strong> {lacks.join(" · ")}{" "}
              {isBarred && (
                <a href={`#${openPlace}`} onClick={() => router.refresh()}>
                  See what is not finished
                </a>
              )}
            </>
          ) : (
            <strong className="font-semibold">Ready to seal.</strong>
          )}
          <span className="block text-meta text-ink3 max-nav:hidden">
            Sealing freezes {standing.kind === "files" ? "files" : "the descriptor"}, params, label and schema for good;
            card, tags, lineage and evaluations stay open. Then: ask for promotion.
          </span>
          {!standing.hasCard && (
            <span className="block text-meta text-ink2">
              No card is published: the text in its field is not saved yet.
            </span>
          )}
        </div>
        {canSeal && (
          <div className="flex flex-wrap items-end gap-x-3 gap-y-2 max-nav:[&>button]:flex-1">
            <DiscardDraft versionId={versionId} number={number} modelPath={path.replace(/\/v\/\d+$/, "")} />
            <Button
              kind={lacks.length > 0 ? "plain" : "primary"}
              disabled={lacks.length > 0 || (standing.kind === "files" && standing.fileCount === 0)}
              isPending={seal.isPending}
              onClick={() => void seal.submit({ versionId })}
            >
              Seal v{number}
            </Button>
          </div>
        )}
      </div>
    </Bar>
  );
}

const Bar = ({ children }: { readonly children: ReactNode }) => (
  <div
    data-decision-bar
    className="fixed inset-x-0 bottom-0 z-30 border-t border-control bg-surface px-3 pt-2 pb-3 max-nav:shadow-float nav:sticky nav:-mx-6 nav:mt-4 nav:-mb-15 nav:px-6 nav:py-2.75 print:hidden"
  >
    {children}
  </div>
);

/** Sealed or discarded elsewhere, while this page was sending to it. */
const Over = ({ path, number }: Pick<DraftFootProps, "path" | "number">) => (
  <Bar>
    <span role="status">
      <strong className="font-semibold">This is no longer a draft.</strong> <Link href={path}>See v{number}</Link>
    </span>
  </Bar>
);
