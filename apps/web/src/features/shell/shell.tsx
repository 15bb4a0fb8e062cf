// The frame of every page behind sign-in: side nav, top bar, and a main part that can be jumped to.
import type { ReactNode } from "react";
import type { Me } from "@chancery/core";
import { ShortageBanner } from "#features/appointments/components/shortage-banner.tsx";
import { FrozenBanner } from "#features/audit/components/frozen-banner.tsx";
import { Overlays } from "#features/palette/overlays.tsx";
import { SearchField } from "#features/palette/search-field.tsx";
import { NavDrawer } from "./nav-drawer.tsx";
import { Offline } from "./offline.tsx";
import { OnTheWay } from "./on-the-way.tsx";
import { ResetNotice } from "./reset-notice.tsx";
import { SideNav } from "./side-nav.tsx";
import type { Theme } from "./theme-cookie.ts";
import { TopCrumbs } from "./top-crumbs.tsx";

export function Shell({
  me,
  theme,
  hasKeys,
  children,
}: {
  readonly me: Me;
  readonly theme: Theme;
  readonly hasKeys: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className="min-h-dvh nav:grid nav:grid-cols-[13rem_minmax(0,1fr)] print:block">
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
        <Offline />
        <FrozenBanner me={me} />
        <ResetNotice me={me} />
        <ShortageBanner appointments={me.unconfirmable} />
        <main id="main" tabIndex={-1} className="relative max-w-370 px-3 pt-5 pb-15 outline-none nav:px-6">
          <div className="mb-2 nav:hidden">
            <TopCrumbs />
          </div>
          {children}
          <OnTheWay />
        </main>
      </div>
      <Overlays hasKeys={hasKeys} />
    </div>
  );
}
