// A secret the server will never show again.
"use client";
import type { ReactNode } from "react";
import { CopyButton } from "./copy-button.tsx";

export function SecretOnce({
  what,
  secret,
  children,
}: {
  readonly what: string;
  readonly secret: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="grid gap-3" role="status">
      <p className="m-0">
        <strong className="font-semibold">Copy it now.</strong> {children}
      </p>
      <div className="flex items-start gap-2 rounded border border-control bg-raised p-2">
        <code className="min-w-0 flex-1 break-all select-all">{secret}</code>
        <CopyButton text={secret} what={what} hasLabel />
      </div>
    </div>
  );
}
