// Tabs that are pages: each has its own address, and the browser's back button works.
"use client";
import clsx from "clsx";
import { usePathname } from "next/navigation";
import { Link } from "./link.tsx";

export type Tab = { readonly href: string; readonly label: string; readonly count?: number | undefined };

/** `current` marks the tab where the path does not say it (tabs in a query). */
export function Tabs({
  label,
  tabs,
  current,
}: {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly current?: string;
}) {
  const path = usePathname();
  return (
    <nav aria-label={label} className="mt-4 flex gap-0.5 overflow-x-auto border-b border-line">
      {tabs.map((tab) => {
        const isCurrent = (current ?? path) === tab.href;
        return (
          <Link
            key={tab.href}
            href={tab.href}
            aria-current={isCurrent ? "page" : undefined}
            className={clsx(
              "px-2.5 py-1.5 whitespace-nowrap no-underline -outline-offset-2",
              isCurrent ? "font-medium text-ink shadow-[inset_0_-2px_0_var(--accent)]" : "text-ink2 hover:text-ink",
            )}
          >
            {tab.label}
            {tab.count !== undefined && <span className="ml-1.25 text-ink3">{tab.count}</span>}
          </Link>
        );
      })}
    </nav>
  );
}
