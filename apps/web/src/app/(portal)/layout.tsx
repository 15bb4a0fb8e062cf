// Pages behind sign-in. The frame only: each page asks for its own actor.
import { cookies } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { ReactNode } from "react";
import { Acting } from "#acting.tsx";
import { inPlace } from "#answered.tsx";
import { KnowStages } from "#components/known-labels.tsx";
import { hasKeysOf, keysCookie } from "#features/keys/keys-cookie.ts";
import { Bare } from "#features/shell/bare.tsx";
import { Shell } from "#features/shell/shell.tsx";
import { themeCookie, themeOf } from "#features/shell/theme-cookie.ts";
import { requirePortal } from "#house.ts";
import { stages } from "#known.ts";

export default async function PortalLayout({ children }: { readonly children: ReactNode }) {
  const account = await requirePortal().catch(withoutFrame);
  if (!("me" in account)) return account.body;
  const { me } = account;
  const jar = await cookies();
  const theme = themeOf(jar.get(themeCookie)?.value);
  const hasKeys = hasKeysOf(jar.get(keysCookie)?.value);
  const labels = Object.fromEntries(stages().all.map(({ id, label }) => [id, label]));
  return (
    <Acting account={me.id}>
      <KnowStages stages={{ release: stages().release.id, labels }}>
        <Shell me={me} theme={theme} hasKeys={hasKeys}>
          {children}
        </Shell>
      </KnowStages>
    </Acting>
  );
}

/** Where not even the account could be read there is no frame to draw. */
async function withoutFrame(error: unknown) {
  unstable_rethrow(error); // to the sign-in page
  return { body: <Bare>{await inPlace(error)}</Bare> };
}
