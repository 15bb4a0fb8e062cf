// Pages behind sign-in. The frame only: each page asks for its own actor.
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Acting } from "#acting.tsx";
import { Shell } from "#features/shell/shell.tsx";
import { themeCookie, themeOf } from "#features/shell/theme-cookie.ts";
import { requirePortal } from "#house.ts";

export default async function PortalLayout({ children }: { readonly children: ReactNode }) {
  const { me } = await requirePortal();
  const theme = themeOf((await cookies()).get(themeCookie)?.value);
  return (
    <Acting>
      <Shell me={me} theme={theme}>
        {children}
      </Shell>
    </Acting>
  );
}
