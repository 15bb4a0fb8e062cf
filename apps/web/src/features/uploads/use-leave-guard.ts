// While files are on their way: the tab's title says how far, and leaving asks first.
"use client";
import { useEffect, useSyncExternalStore } from "react";
import { nothingSent, uploadStoreOf, type Sending } from "./store.ts";
import { isUnderWay } from "./upload-file.ts";

/** Mounted once on a page that sends. */
export function useLeaveGuard(versionId: string): void {
  const { subscribe, snapshot } = uploadStoreOf(versionId);
  const percent = useSyncExternalStore(
    subscribe,
    () => percentOf(snapshot()),
    () => percentOf(nothingSent),
  );
  const isSending = percent !== undefined;
  useEffect(() => {
    if (!isSending) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [isSending]);
  useEffect(() => {
    if (percent === undefined) return;
    const { title } = document;
    document.title = `${percent} % · ${title}`;
    return () => void (document.title = title);
  }, [percent]);
}

/** Undefined while nothing is on its way. */
function percentOf({ files, totals }: Sending): number | undefined {
  if (!files.some(isUnderWay)) return undefined;
  return totals.sizeBytes === 0 ? 0 : Math.floor((100 * totals.sentBytes) / totals.sizeBytes);
}
