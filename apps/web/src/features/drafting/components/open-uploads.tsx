// What was begun for this draft and is not finished, whoever began it: it bars sealing until it has arrived or is discarded.
"use client";
import { sizeText, withUnseenShown, type OpenUpload } from "@chancery/core";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "#components/button.tsx";
import { Card } from "#components/card.tsx";
import { NameText } from "#components/name-text.tsx";
import { RefusalNote } from "#components/refusal-note.tsx";
import { Time } from "#components/time.tsx";
import { useAct } from "#use-act.ts";
import { openPlace } from "../not-yet.ts";
import { percentOf } from "../transfer-words.ts";
import { rowClasses } from "./row-classes.ts";
import { TransferBar } from "./transfer-bar.tsx";

export type OpenShown = Pick<
  OpenUpload,
  "id" | "path" | "fileCount" | "sizeBytes" | "offset" | "sender" | "isOwn" | "createdAt" | "touchedAt"
>;

export function OpenUploads({ open, canEnd }: { readonly open: readonly OpenShown[]; readonly canEnd: boolean }) {
  useFigures();
  return (
    <Card id={openPlace} title="Not finished" aside={<span className="text-meta text-ink3">bars sealing</span>}>
      <ul className="-mx-4 mt-0 -mb-3.5 list-none p-0 [&>li]:border-t [&>li]:border-line">
        {open.map((upload) => (
          <OpenRow key={upload.id} upload={upload} canEnd={canEnd} />
        ))}
      </ul>
    </Card>
  );
}

/** A connection that a reload cut has just brought its last bytes: what the server has is read once more, and with each return. */
function useFigures(): void {
  const router = useRouter();
  useEffect(() => {
    const read = () => router.refresh();
    const timer = setTimeout(read, 3000);
    addEventListener("focus", read);
    return () => {
      clearTimeout(timer);
      removeEventListener("focus", read);
    };
  }, [router]);
}

type OpenRowProps = { readonly upload: OpenShown; readonly canEnd: boolean };

function OpenRow({ upload, canEnd }: OpenRowProps) {
  const [isAsking, setIsAsking] = useState(false);
  const { id: uploadId, sizeBytes, offset, isOwn, sender } = upload;
  const name = upload.fileCount === undefined ? upload.path : `${upload.fileCount.toLocaleString("en")} files`;
  const end = useAct((api, input: { uploadId: string }, once) => api.uploads.discard.mutate(input, once), {
    done: `The upload of ${withUnseenShown(name)} is discarded.`,
  });
  return (
    <li className={rowClasses}>
      <span className="min-w-0 wrap-anywhere">
        <NameText of={name} className="mono" />{" "}
        <span className="text-meta text-ink3">begun by {isOwn ? "you" : <NameText of={sender.name} />}</span>
      </span>
      <span className="mono text-right">{sizeText(sizeBytes)}</span>
      <span className="max-nav:hidden" />
      <span className="text-right max-nav:col-start-2">
        {canEnd && !isAsking && (
          <Button size="small" kind="link" aria-label={`Discard ${name}`} onClick={() => setIsAsking(true)}>
            Discard
          </Button>
        )}
      </span>
      <span className="col-span-full">
        <TransferBar label={name} percent={percentOf({ sentBytes: offset, sizeBytes })} look="held" />
      </span>
      <span className="col-span-full text-meta text-ink3">
        {sizeText(offset)} at the server · begun <Time at={upload.createdAt} /> · last heard of{" "}
        <Time at={upload.touchedAt} />. {goesOn(upload)}
      </span>
      {isAsking && (
        <span className="col-span-full flex flex-wrap items-center gap-x-3 gap-y-1 pt-1 text-meta text-ink2">
          {isOwn ? "What has arrived of it is deleted for good." : `${sender.name} would have to send it again.`}
          <Button
            size="small"
            kind="danger"
            autoFocus
            isPending={end.isPending}
            pendingWord="Discarding…"
            onClick={() => void end.submit({ uploadId })}
          >
            Discard it
          </Button>
          <Button size="small" kind="quiet" onClick={() => setIsAsking(false)}>
            Keep it
          </Button>
        </span>
      )}
      {end.refusal && (
        <span className="col-span-full pt-1">
          <RefusalNote refusal={end.refusal} />
        </span>
      )}
    </li>
  );
}

/** What its sender does to go on with it. */
function goesOn({ isOwn, sender, fileCount }: OpenShown): string {
  if (fileCount !== undefined) return `${isOwn ? "The" : `${sender.name}'s`} same chancery push continues it.`;
  return isOwn ? "Pick the same file again to continue." : "Only they can continue it.";
}
