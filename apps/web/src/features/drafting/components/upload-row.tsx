// One file on its way: name, state, bar, what is left, and what can be done about it.
"use client";
import { sizeText, withUnseenShown } from "@chancery/core";
import { memo, useState } from "react";
import { Button } from "#components/button.tsx";
import { Digest } from "#components/digest.tsx";
import { controlClasses } from "#components/field.tsx";
import { NameText } from "#components/name-text.tsx";
import { Tag } from "#components/tag.tsx";
import { isOver, type UploadFile } from "#features/uploads/upload-file.ts";
import type { Uploads } from "#features/uploads/use-uploads.ts";
import { fileLine, percentOf, speedText, stateWords } from "../transfer-words.ts";
import { rowClasses } from "./row-classes.ts";
import { TransferBar } from "./transfer-bar.tsx";

export type RowActs = Pick<Uploads, "pause" | "resume" | "retry" | "rename"> & { remove(file: UploadFile): void };

/** Rows of hundreds: one is drawn again only when its file has changed. */
export const UploadRow = memo(function UploadRow({
  file,
  acts,
}: {
  readonly file: UploadFile;
  readonly acts: RowActs;
}) {
  const [isRenaming, setIsRenaming] = useState(false);
  const line = fileLine(file);
  const isAlarm = file.state === "refused" || file.state === "failed";
  return (
    <li className={rowClasses}>
      <span className="min-w-0 wrap-anywhere">
        <NameText of={file.path} className="mono" /> <State file={file} />
      </span>
      <span className="mono text-right">{sizeText(file.sizeBytes)}</span>
      <span className="mono max-nav:row-start-2 nav:text-right">
        {file.state === "sending" && file.bytesPerSecond !== undefined && speedText(file.bytesPerSecond)}
        {file.state === "refused" && file.sentBytes === 0 && "0 B sent"}
      </span>
      <span className="flex flex-wrap justify-end gap-x-3 max-nav:col-start-2 max-nav:row-start-2">
        <Acts file={file} acts={acts} onRename={() => setIsRenaming(!isRenaming)} />
      </span>
      <span className="col-span-full">
        <TransferBar
          label={file.path}
          percent={file.state === "done" ? 100 : percentOf(file)}
          look={looks[file.state]}
        />
      </span>
      {isRenaming && (
        <Rename
          path={file.path}
          onRename={(path) => {
            setIsRenaming(false);
            acts.rename(file.id, path);
          }}
        />
      )}
      {(line !== "" || file.serverSha256) && (
        <span
          className={`col-span-full flex flex-wrap items-center gap-x-1.5 text-meta ${isAlarm ? "text-ink" : "text-ink3"}`}
        >
          {file.state === "done" && file.serverSha256 && <Digest sha256={file.serverSha256} />}
          {withUnseenShown(line)}
          {isAlarm && file.refusal && <span className="mono text-ink3">{file.refusal.code}</span>}
        </span>
      )}
    </li>
  );
});

const looks = {
  waiting: "moving",
  hashing: "moving",
  sending: "moving",
  paused: "held",
  finishing: "moving",
  removing: "held",
  done: "done",
  refused: "stopped",
  failed: "stopped",
} as const;

function State({ file: { state, isEqual } }: { readonly file: UploadFile }) {
  switch (state) {
    case "done":
      return (
        <Tag tone="verified" mark="seal">
          {isEqual ? "server digest equals yours" : stateWords.done}
        </Tag>
      );
    case "paused":
      return (
        <Tag tone="past" mark="pause">
          {stateWords.paused}
        </Tag>
      );
    case "refused":
      return (
        <Tag tone="rejected" mark="cross">
          {stateWords.refused}
        </Tag>
      );
    case "failed":
      return (
        <Tag tone="changes" mark="stop">
          {stateWords.failed}
        </Tag>
      );
    default:
      return <span className="text-meta text-ink3">{stateWords[state]}</span>;
  }
}

type ActsProps = { readonly file: UploadFile; readonly acts: RowActs; onRename(): void };

function Acts({ file, acts, onRename }: ActsProps) {
  const { id, path, state, isEqual, refusal } = file;
  const act = (word: string, onClick: () => void) => (
    <Button size="small" kind="link" aria-label={`${word} ${path}`} onClick={onClick}>
      {word}
    </Button>
  );
  if (id.startsWith("tab/")) return null; // another tab sends it
  const isMoving = state === "sending" || state === "waiting" || state === "hashing";
  return (
    <>
      {isMoving && act("Pause", () => acts.pause(id))}
      {state === "paused" && act("Resume", () => acts.resume(id))}
      {state === "failed" && act("Retry", () => acts.retry(id))}
      {state === "refused" && isEqual === false && act("Send again", () => acts.retry(id))}
      {state === "refused" && isEqual !== false && !isOver(refusal) && act("Rename", onRename)}
      {state !== "sending" && state !== "finishing" && state !== "removing" && act("Remove", () => acts.remove(file))}
    </>
  );
}

function Rename({ path, onRename }: { readonly path: string; onRename(path: string): void }) {
  const [text, setText] = useState(path);
  const take = () => text.trim() !== "" && onRename(text.trim());
  return (
    <span className="col-span-full flex flex-wrap gap-2 py-1.5">
      <input
        aria-label={`New name of ${path}`}
        value={text}
        autoFocus
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && take()}
        className={`${controlClasses} mono max-w-100 flex-1`}
      />
      <Button size="small" onClick={take}>
        Use this name
      </Button>
    </span>
  );
}
