// Pages behind sign-in. The frame only: each page asks for its own actor.
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Acting } from "#acting.tsx";
import { FailedPage } from "#components/failed-page.tsx";
import { hasKeysOf, keysCookie } from "#features/keys/keys-cookie.ts";
import { Shell } from "#features/shell/shell.tsx";
import { themeCookie, themeOf } from "#features/shell/theme-cookie.ts";
import { portal, requirePortal, settle, visitor } from "#house.ts";

export default async function PortalLayout({ children }: { readonly children: ReactNode }) {
  const account = await settle(requirePortal());
  if (!account.ok) return <Failed />;
  const { me } = account.value;
  const jar = await cookies();
  const theme = themeOf(jar.get(themeCookie)?.value);
  const hasKeys = hasKeysOf(jar.get(keysCookie)?.value);
  return (
    <Acting>
      <Shell me={me} theme={theme} hasKeys={hasKeys}>
        {children}
      </Shell>
    </Acting>
  );
}

/** Where not even the account could be read there is no frame to draw. */
async function Failed() {
  portal().answerWith(500);
  return (
    <main className="mx-auto max-w-[592px] px-4 pt-[10vh]">
      <FailedPage requestId={(await visitor()).requestId} />
    </main>
  );
}
