// The banner of a broken connection. What was read stays on the page; once the server answers again the page is read anew.
"use client";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useState } from "react";
import { Button } from "#components/button.tsx";
import { send } from "#send.ts";

export function Offline() {
  const router = useRouter();
  const [isAway, setIsAway] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const ask = useCallback(async () => {
    setIsAsking(true);
    const isBack = await send("/healthz", { cache: "no-store" }).then(
      ({ ok }) => ok,
      () => false,
    );
    setIsAsking(false);
    if (!isBack) return;
    setIsAway(false);
    router.refresh();
  }, [router]);
  useEffect(() => {
    const lost = () => setIsAway(true);
    const back = () => void ask();
    addEventListener("offline", lost);
    addEventListener("online", back);
    return () => {
      removeEventListener("offline", lost);
      removeEventListener("online", back);
    };
  }, [ask]);
  if (!isAway) return null;
  return (
    <div
      role="alert"
      className="sticky top-12 z-20 flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-chg-bg px-3 py-2 text-chg nav:px-6"
      data-print="hide"
    >
      <span>
        <strong className="font-semibold">You are offline.</strong> What you see was loaded before; nothing is recorded
        until the connection is back.
      </span>
      <Button size="small" isPending={isAsking} pendingWord="Asking…" onClick={() => void ask()}>
        Try again
      </Button>
    </div>
  );
}
