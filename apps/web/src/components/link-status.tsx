// Says of a page that it is on its way, whatever asked for it; the frame shows it once it takes longer than a moment.
"use client";
import { useLinkStatus } from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useState, useSyncExternalStore, useTransition } from "react";
import { sameOriginPath } from "#same-origin-path.ts";

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

let goIn: ((href: string) => void) | null = null;

/** Goes there as a followed link would; outside the frame, as an address typed in would. */
export const go = (href: string): void => (goIn ? goIn(href) : location.assign(sameOriginPath(href)));

/** For the frame: where the page that was asked for last leads while it is on its way, else null. */
export function useAwaited(): string | null {
  const router = useRouter();
  const [isGoing, start] = useTransition();
  const [goal, setGoal] = useState("");
  useEffect(() => {
    goIn = (href) => {
      setGoal(href);
      const isSamePage = href.split("?", 1)[0] === location.pathname;
      start(() => router.push(sameOriginPath(href), { scroll: !isSamePage }));
    };
    return () => {
      goIn = null;
    };
  }, [router]);
  const followed = useSyncExternalStore(
    watch,
    () => awaited,
    () => null,
  );
  return followed ?? (isGoing ? goal : null);
}

const watch = (watcher: () => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};
