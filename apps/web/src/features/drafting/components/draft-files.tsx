// The files of a draft: those on their way from this page, those begun and not finished, and those it holds.
"use client";
import { sizeText, withUnseenShown, type FileEntry } from "@chancery/core";
import dynamic from "next/dynamic";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useMemo, useRef } from "react";
import { Button } from "#components/button.tsx";
import { Digest } from "#components/digest.tsx";
import { Link } from "#components/link.tsx";
import { Mark } from "#components/mark.tsx";
import { useNotices } from "#components/notices.tsx";
import { RefusalNote } from "#components/refusal-note.tsx";
import { useUploads, type Uploads } from "#features/uploads/use-uploads.ts";
import { isOver, type UploadFile } from "#features/uploads/upload-file.ts";
import { NameText } from "#components/name-text.tsx";
import { Tag } from "#components/tag.tsx";
import { sameOriginPath } from "#same-origin-path.ts";
import { useAct } from "#use-act.ts";
import { takeFiles } from "../picked-before.ts";
import { onTheWay } from "../transfer-words.ts";
import { DropNotes } from "./drop-notes.tsx";
import { DropZone } from "./drop-zone.tsx";
import type { OpenShown } from "./open-uploads.tsx";
import { rowClasses } from "./row-classes.ts";
import { UploadRow, type RowActs } from "./upload-row.tsx";
import { UploadTotal } from "./upload-total.tsx";

/** Comes only with a draft for which something is not finished. */
const OpenUploads = dynamic(() => import("./open-uploads.tsx").then((loaded) => loaded.OpenUploads));

type DraftFilesProps = {
  readonly versionId: string;
  /** The first of them by path. */
  readonly files: readonly FileEntry[];
  readonly fileCount: number;
  /** Not finished, whoever sends them. */
  readonly open: readonly OpenShown[];
  readonly canUpload: boolean;
  /** Where all files stand. */
  readonly href: string;
};

/** More rows than these are counted, not listed: a page of thousands of them is slow to draw, and nobody reads it. */
const listed = { waiting: 50, done: 100, refused: 200, failed: 200, paused: 200 } as const;

export function DraftFiles({ versionId, files, fileCount, open, canUpload, href }: DraftFilesProps) {
  const uploads = useUploads(versionId, files);
  const remove = useAct((api, path: string, once) => api.versions.removeFile.mutate({ versionId, path }, once), {
    done: (_, path) => `${withUnseenShown(path)} is removed from the draft.`,
  });
  useFilesPickedBefore(versionId, uploads.add);
  useFreshOnDone(uploads.totals.counts);
  const acts = useRowActs(uploads);
  const here = new Set(uploads.files.map(({ path }) => path));
  const others = open.filter(({ path, isOwn }) => !(isOwn && here.has(path)));
  const shown = shownOf(uploads.files);
  const take = (path: string) =>
    canUpload && (
      <Button size="small" kind="link" aria-label={`Remove ${path}`} onClick={() => void remove.submit(path)}>
        Remove
      </Button>
    );
  return (
    <div className="grid gap-3">
      {canUpload && !isOver(uploads.dropRefusal) && (
        <DropZone
          title={
            fileCount + uploads.files.length > 0 ? "Drop more files or a folder here" : "Drop files or a folder here"
          }
          onFiles={uploads.add}
        >
          Names and sizes are checked before anything is sent.
        </DropZone>
      )}
      {uploads.dropRefusal && (
        <p
          role="alert"
          className="m-0 flex items-baseline gap-2 border border-l-[3px] border-line border-l-rej bg-surface px-3 py-2"
        >
          <Mark shape="cross" className="size-2.25 text-rej" />
          {uploads.dropRefusal.message}
        </p>
      )}
      <DropNotes notes={uploads.dropNotes} />
      {uploads.isSignedOut && <SignedOut />}
      {uploads.otherTab && <OtherTab onTakeOver={uploads.takeOver} />}
      {remove.refusal && <RefusalNote refusal={remove.refusal} />}
      {(fileCount > 0 || uploads.files.length > 0) && (
        <div className="border border-line bg-surface">
          {uploads.files.length > 0 && <UploadTotal totals={uploads.totals} />}
          <ul className="m-0 list-none p-0 [&>li]:border-t [&>li]:border-line first:[&>li:first-child]:border-t-0">
            {shown.map((file) => (
              <UploadRow key={file.id} file={file} acts={acts} />
            ))}
            {files
              .filter(({ path }) => !here.has(path))
              .map((file) => (
                <li key={file.path} className={rowClasses}>
                  <span className="min-w-0 wrap-anywhere">
                    <NameText of={file.path} className="mono" />{" "}
                    <Tag tone="verified" mark="seal">
                      in the draft
                    </Tag>
                  </span>
                  <span className="mono text-right">{sizeText(file.sizeBytes)}</span>
                  <span className="max-nav:hidden" />
                  <span className="text-right max-nav:col-start-2">{take(file.path)}</span>
                  <span className="col-span-full text-meta text-ink3">
                    <Digest sha256={file.sha256} />
                  </span>
                </li>
              ))}
          </ul>
        </div>
      )}
      {others.length > 0 && <OpenUploads open={others} canEnd={canUpload} />}
      {shown.length < uploads.files.length && (
        <p className="m-0 text-meta text-ink3">
          {(uploads.files.length - shown.length).toLocaleString("en")} more files that you sent from here are counted
          above but not listed.
        </p>
      )}
      {fileCount > files.length && (
        <p className="m-0 text-meta text-ink3">
          Not all of the {fileCount.toLocaleString("en")} files in this draft are listed here.{" "}
          <Link href={href}>All files</Link>
        </p>
      )}
    </div>
  );
}

/** All that moves, and the first of the others. */
function shownOf(files: readonly UploadFile[]): readonly UploadFile[] {
  const left: Partial<Record<UploadFile["state"], number>> = { ...listed };
  return files.filter(({ state }) => {
    const room = left[state];
    if (room === undefined) return true;
    left[state] = room - 1;
    return room > 0;
  });
}

/** The same functions for as long as the page stands: a row is drawn again only when its file has changed. */
function useRowActs(uploads: Uploads): RowActs {
  const router = useRouter();
  const notices = useNotices();
  const now = useRef({ uploads, router, notices });
  useEffect(() => {
    now.current = { uploads, router, notices };
  });
  return useMemo(
    () => ({
      pause: (id) => now.current.uploads.pause(id),
      resume: (id) => now.current.uploads.resume(id),
      retry: (id) => now.current.uploads.retry(id),
      rename: (id, path) => now.current.uploads.rename(id, path),
      remove: ({ id, path, serverSha256 }) => {
        const { router, notices } = now.current;
        void now.current.uploads.remove(id).then((isRemoved) => {
          if (isRemoved && serverSha256 !== undefined)
            notices.say(`${withUnseenShown(path)} is removed from the draft.`);
          router.refresh();
        });
      },
    }),
    [],
  );
}

function useFilesPickedBefore(versionId: string, add: Uploads["add"]): void {
  const begin = useEffectEvent(() => {
    const picked = takeFiles(versionId);
    if (picked) add(picked);
  });
  useEffect(() => {
    begin();
  }, [versionId]);
}

/** What the server says of the draft is read anew when files have arrived: at once when none is on the way any more. */
function useFreshOnDone(counts: Uploads["totals"]["counts"]): void {
  const router = useRouter();
  const read = useRef(counts.done);
  const isMoving = onTheWay(counts) > 0;
  const { done } = counts;
  useEffect(() => {
    if (done === read.current) return;
    const refresh = () => {
      read.current = done;
      router.refresh();
    };
    if (!isMoving) return refresh();
    const timer = setTimeout(refresh, 4000);
    return () => clearTimeout(timer);
  }, [done, isMoving, router]);
}

/** In another tab, because this one holds the files. */
function SignedOut() {
  const here = sameOriginPath(usePathname());
  return (
    <div role="alert" className="border border-l-[3px] border-line border-l-stg bg-surface px-3 py-2">
      You are signed out.{" "}
      <a href={sameOriginPath(`/login?next=${encodeURIComponent(here)}`)} target="_blank" rel="noopener">
        Sign in again in a new tab
      </a>
      , and leave this one open: your files continue where they stopped.
    </div>
  );
}

function OtherTab({ onTakeOver }: { onTakeOver(): void }) {
  return (
    <div
      role="status"
      className="flex flex-wrap items-center justify-between gap-2 border border-l-[3px] border-line border-l-stg bg-surface px-3 py-2"
    >
      <span>Another tab is sending files to this draft. They continue there while that tab is open.</span>
      <Button size="small" onClick={onTakeOver}>
        Send from this tab instead
      </Button>
    </div>
  );
}
