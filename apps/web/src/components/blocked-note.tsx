// Why acts are not offered here: the one place of a page that says so, with the server's own reasons and who can mend it.
import { gatherReasons, type Reason } from "@chancery/core";
import { sentence } from "./sentence.ts";

/** Takes the reasons of every act its page does not offer. */
export function BlockedNote({ reasons }: { readonly reasons: readonly Reason[] }) {
  if (reasons.length === 0) return null;
  return (
    <div className="grid gap-1 text-meta text-ink3">
      <ul className="m-0 grid list-none gap-1 p-0">
        {gatherReasons(reasons).map((reason) => (
          <li key={reason.message}>{sentence(reason.message)}.</li>
        ))}
      </ul>
      {reasons.some(({ code }) => code === "role_missing") && (
        <p className="m-0">An admin of this registry gives roles.</p>
      )}
    </div>
  );
}
