// Where files and folders are dropped or picked. A drop anywhere on the page counts, so that a near miss opens no file in its place.
"use client";
import clsx from "clsx";
import { Folder } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from "react";
import { Button } from "#components/button.tsx";
import { filesOfDrop, filesOfInput } from "#features/uploads/files-of-drop.ts";
import type { Picked } from "#features/uploads/upload-file.ts";

type DropZoneProps = {
  readonly title: string;
  readonly children: ReactNode;
  onFiles(picked: Picked): void;
};

export function DropZone({ title, children, onFiles }: DropZoneProps) {
  const [isOver, setIsOver] = useState(false);
  const drop = useEffectEvent(async (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    setIsOver(false);
    onFiles(await filesOfDrop(event.dataTransfer));
  });
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setIsOver(true);
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && setIsOver(false);
    const dropped = (event: DragEvent) => void drop(event);
    addEventListener("dragover", over);
    addEventListener("dragleave", leave);
    addEventListener("drop", dropped);
    return () => {
      removeEventListener("dragover", over);
      removeEventListener("dragleave", leave);
      removeEventListener("drop", dropped);
    };
  }, []);
  return (
    <div
      className={clsx(
        "flex flex-wrap items-center justify-between gap-x-3.5 gap-y-3 border border-dashed px-4 py-3 nav:flex-nowrap",
        isOver ? "border-accent bg-accent-bg" : "border-control bg-bg",
      )}
    >
      <div className="flex min-w-0 items-center gap-3">
        <Folder aria-hidden strokeWidth={1.3} className="size-5.5 shrink-0 text-ink2" />
        <div className="min-w-0">
          {title}
          <div className="text-meta text-ink3">{children}</div>
        </div>
      </div>
      <div className="flex shrink-0 gap-2">
        <PickButton label="Pick files" onFiles={onFiles} />
        <PickButton label="Pick a folder" isFolder onFiles={onFiles} />
      </div>
    </div>
  );
}

/** Every browser knows it, the types of React do not. */
const folders: object = { webkitdirectory: "" };

type PickButtonProps = Pick<DropZoneProps, "onFiles"> & { readonly label: string; readonly isFolder?: boolean };

function PickButton({ label, isFolder = false, onFiles }: PickButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button size="small" onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        {...(isFolder && folders)}
        aria-label={isFolder ? "A folder to send" : "Files to send"}
        hidden
        onChange={(event) => {
          const picked = filesOfInput(event.target.files ?? []);
          event.target.value = ""; // so that the same file can be picked again
          onFiles(picked);
        }}
      />
    </>
  );
}
