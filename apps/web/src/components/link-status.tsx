// Says of a link that the page behind it is on its way; the frame shows it once it takes longer than a moment.
"use client";
import { useLinkStatus } from "next/link";
import { useEffect, useSyncExternalStore } from "react";

let awaited: string | null = null;
const watchers = new Set<() => void>();

function expect(path: string | null): void {
  awaited = path;
  for (const watcher of watchers) watcher();
}

export function LinkStatus({ href }: { readonly href: string }) {
  const { pending } = useLinkStatus();
  useEffect(() => {
    if (!pending) return;
    expect(href);
    return () => expect(null);
  }, [pending, href]);
  return null;
}

/** Where the last followed link leads while its page is on its way, else null. */
export const useAwaited = (): string | null =>
  useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => awaited,
    () => null,
  );
