// Who is signed in, and the button to their menu. The menu itself comes with its first use: no page pays for it before.
"use client";
import { ChevronsUpDown } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { Theme } from "./theme-cookie.ts";

const AccountMenu = lazy(() => import("./account-menu.tsx").then(({ AccountMenu: it }) => ({ default: it })));
const label = "Account of";
const buttonClasses = "flex w-full items-center justify-between gap-2 rounded px-2 py-1.25 text-left hover:bg-raised";

type AccountProps = { readonly name: string; readonly email: string | null; readonly theme: Theme };

export function Account({ name, email, theme }: AccountProps) {
  const [isWanted, setIsWanted] = useState(false);
  const shown = (
    <>
      <span className="min-w-0">
        <span className="block truncate font-medium">{name}</span>
        {email && <span className="block truncate text-meta text-ink3">{email}</span>}
      </span>
      <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-ink3" />
    </>
  );
  const button = (
    <button type="button" aria-haspopup="menu" className={buttonClasses} onClick={() => setIsWanted(true)}>
      <span className="sr-only">{label} </span>
      {shown}
    </button>
  );
  if (!isWanted) return button;
  return (
    <Suspense fallback={button}>
      <AccountMenu theme={theme} label={label} trigger={shown} triggerClassName={buttonClasses} />
    </Suspense>
  );
}
