// A page without the portal's frame: whose it is, and what it has to say.
import type { ReactNode } from "react";
import { Brand } from "./brand.tsx";

export function Bare({ children }: { readonly children: ReactNode }) {
  return (
    <main className="mx-auto max-w-148 px-4 pt-[10vh]">
      <Brand />
      {children}
    </main>
  );
}
