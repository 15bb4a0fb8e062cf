// The frame of every page behind sign-in: side nav, top bar, and a main part that can be jumped to.
import { Search } from "lucide-react";
import Form from "next/form";
import type { ReactNode } from "react";
import type { Me } from "@chancery/core";
import { NavDrawer } from "./nav-drawer.tsx";
import { SideNav } from "./side-nav.tsx";
import type { Theme } from "./theme-cookie.ts";
import { TopCrumbs } from "./top-crumbs.tsx";

export function Shell({
  me,
  theme,
  children,
}: {
  readonly me: Me;
  readonly theme: Theme;
  readonly children: ReactNode;
}) {
  return (
    <div className="min-h-dvh nav:grid nav:grid-cols-[208px_minmax(0,1fr)] print:block">
      <a
        href="#main"
        className="sr-only z-50 rounded border border-line bg-surface focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:px-3 focus:py-2"
      >
        Skip to the page
      </a>
      <div className="sticky top-0 hidden h-dvh overflow-y-auto border-r border-line nav:block" data-print="hide">
        <SideNav me={me} theme={theme} />
      </div>
      <div className="min-w-0">
        <header className="sticky top-0 z-30 flex h-12 items-center justify-between gap-3 border-b border-line bg-bg px-3 nav:gap-4 nav:px-5">
          <NavDrawer>
            <SideNav me={me} theme={theme} />
          </NavDrawer>
          <div className="hidden min-w-0 nav:block">
            <TopCrumbs />
          </div>
          <SearchField />
        </header>
        <main id="main" tabIndex={-1} className="max-w-[1480px] px-3 pt-5 pb-15 outline-none nav:px-6">
          <div className="mb-2 nav:hidden">
            <TopCrumbs />
          </div>
          {children}
        </main>
      </div>
    </div>
  );
}

function SearchField() {
  return (
    <Form action="/models" role="search" aria-label="Models" className="relative w-full max-w-80 min-w-0">
      <Search aria-hidden size={14} className="pointer-events-none absolute top-[9px] left-[10px] text-ink3" />
      <input
        type="search"
        name="q"
        aria-label="Search models"
        placeholder="Search models"
        className="min-h-8 w-full rounded border border-control bg-surface py-1 pr-2 pl-[30px] text-ink placeholder:text-ink3"
      />
    </Form>
  );
}
