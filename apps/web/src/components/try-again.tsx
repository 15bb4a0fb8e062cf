// Reads the page anew where it stands: what failed a moment ago may be there now, and what stands stays.
"use client";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import type { ButtonLook } from "./button-classes.ts";
import { Button } from "./button.tsx";

export function TryAgain({ kind, size }: ButtonLook) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  return (
    <Button
      kind={kind}
      size={size}
      isPending={isPending}
      pendingWord="Reading…"
      onClick={() => start(() => router.refresh())}
    >
      Try again
    </Button>
  );
}
