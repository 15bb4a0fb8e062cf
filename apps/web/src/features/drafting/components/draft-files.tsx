// The files that a draft holds, each to be taken out again, and those that are still on their way.
"use client";
import type { FileEntry, UploadView } from "@chancery/core";
import { Button } from "#components/button.tsx";
import { Digest } from "#components/digest.tsx";
import { Link } from "#components/link.tsx";
import { RefusalNote } from "#components/refusal-note.tsx";
import { sizeText } from "#features/versions/format.ts";
import { useAct } from "#use-act.ts";

type DraftFilesProps = {
  readonly versionId: string;
  readonly files: readonly FileEntry[];
  readonly fileCount: number;
  readonly uploads: readonly UploadView[];
  readonly canUpload: boolean;
  /** Where all files stand. */
  readonly href: string;
};

export function DraftFiles({ versionId, files, fileCount, uploads, canUpload, href }: DraftFilesProps) {
  const remove = useAct((api, path: string, once) => api.versions.removeFile.mutate({ versionId, path }, once), {
    done: (_, path) => `${path} is removed from the draft.`,
  });
  const act = (path: string) =>
    canUpload && (
      <Button size="small" kind="quiet" aria-label={`Remove ${path}`} onClick={() => void remove.submit(path)}>
        Remove
      </Button>
    );
  return (
    <>
      {remove.refusal && <RefusalNote refusal={remove.refusal} />}
      <ul className="m-0 grid list-none p-0 [&>li+li]:border-t [&>li+li]:border-line">
        {uploads.map((upload) => (
          <li key={upload.id} className={rowClasses}>
            <span className="mono min-w-0 wrap-anywhere">{upload.path}</span>
            <span className="mono text-right">{sizeText(upload.sizeBytes)}</span>
            <span className="text-right">{act(upload.path)}</span>
            <span className="col-span-full text-meta text-ink3">
              {sizeText(upload.offset)} of it {upload.offset === 1 ? "is" : "are"} here; the rest is on its way, or
              waits to be sent again.
            </span>
          </li>
        ))}
        {files.map((file) => (
          <li key={file.path} className={rowClasses}>
            <span className="mono min-w-0 wrap-anywhere">{file.path}</span>
            <span className="mono text-right">{sizeText(file.sizeBytes)}</span>
            <span className="text-right">{act(file.path)}</span>
            <span className="col-span-full text-meta text-ink3">
              <Digest sha256={file.sha256} />
            </span>
          </li>
        ))}
      </ul>
      {fileCount > files.length && (
        <p className="mt-2 mb-0 text-meta text-ink3">
          The first {files.length} of {fileCount.toLocaleString("en")} files. <Link href={href}>All files</Link>
        </p>
      )}
    </>
  );
}

const rowClasses = "grid grid-cols-[minmax(0,1fr)_auto_auto] items-baseline gap-x-3 gap-y-0.5 py-2.25";
