// The files of a draft that this browser sends, for the page that shows them.
"use client";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { nothingSent, uploadStoreOf, type Sending } from "./store.ts";
import type { Picked } from "./upload-file.ts";

export type Uploads = Sending & {
  add(picked: Picked): void;
  pause(id: string): void;
  resume(id: string): void;
  /** A file that has other bytes at the server leaves the draft first. */
  retry(id: string): void;
  /** Takes the row out and ends its upload; a file that has arrived leaves the draft. Resolves to whether that happened. */
  remove(id: string): Promise<boolean>;
  rename(id: string, path: string): void;
  /** Goes on here with what another tab is sending. */
  takeOver(): void;
};

/** `taken` are the paths of the draft's files: nothing else may take them. Who does not know them leaves them out. */
export function useUploads(versionId: string, taken?: readonly { readonly path: string }[]): Uploads {
  const store = uploadStoreOf(versionId);
  const sending = useSyncExternalStore(store.subscribe, store.snapshot, () => nothingSent);
  useEffect(() => {
    if (taken) store.queue.setTaken(taken.map(({ path }) => path));
  }, [store, taken]);
  const acts = useMemo(
    () => ({
      add: (picked: Picked) => store.add(picked),
      pause: (id: string) => store.queue.pause(id),
      resume: (id: string) => store.queue.resume(id),
      retry: (id: string) => void store.queue.retry(id),
      remove: (id: string) => store.queue.remove(id),
      rename: (id: string, path: string) => void store.queue.rename(id, path),
      takeOver: () => store.takeOver(),
    }),
    [store],
  );
  return { ...sending, ...acts };
}
