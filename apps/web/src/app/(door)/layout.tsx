// Pages before sign-in: one narrow sheet.
import type { ReactNode } from "react";
import { Brand } from "#features/shell/brand.tsx";

export default function DoorLayout({ children }: { readonly children: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-110 content-start gap-5 px-4 pt-[12vh] pb-10">
      <Brand />
      <div className="border border-line bg-surface px-6 py-6">{children}</div>
    </main>
  );
}
