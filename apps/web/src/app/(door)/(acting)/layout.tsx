// Doors that record an act. Signing in does not go this way, and need not load it.
import type { ReactNode } from "react";
import { Acting } from "#acting.tsx";

export default function ActingDoorLayout({ children }: { readonly children: ReactNode }) {
  return <Acting>{children}</Acting>;
}
