// A page that shows something under way: it is read anew every few seconds, until that is over.
"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { send } from "./send.ts";

const everyMs = 4_000;

export function useRefreshing(isOn: boolean): void {
  const router = useRouter();
  useEffect(() => {
    if (!isOn) return;
    const look = async () => {
      // A router that finds no server leaves the page for the browser's own error: what was read had better stay.
      const isThere = await send("/healthz", { cache: "no-store" }).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isThere) router.refresh();
    };
    const timer = setInterval(() => void look(), everyMs);
    return () => clearInterval(timer);
  }, [isOn, router]);
}
