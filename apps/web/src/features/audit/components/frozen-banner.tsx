// Told to everybody on every page: nothing can be changed, and what is shown may be an older state.
import type { Me } from "@chancery/core";
import { Link } from "#components/link.tsx";
import { sentence } from "#components/sentence.ts";

export function FrozenBanner({ me: { frozen, canReadAudit } }: { readonly me: Pick<Me, "frozen" | "canReadAudit"> }) {
  if (!frozen) return null;
  return (
    <div role="alert" className="border-b border-line bg-rej-bg px-3 py-2 text-rej nav:px-6" data-print="hide">
      <strong className="font-semibold">Nothing can be changed now, and what you see may be out of date.</strong>{" "}
      {sentence(frozen.message)}.{" "}
      {canReadAudit ? <Link href="/audit/integrity">See what to do on Integrity</Link> : "Tell an admin."}
    </div>
  );
}
