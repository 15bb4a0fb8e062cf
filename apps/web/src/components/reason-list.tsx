// What stands against something, a sentence for each reason.
import { gatherCauses, type Reason } from "@chancery/core";
import { sentence } from "./sentence.ts";

export function ReasonList({ reasons }: { readonly reasons: readonly Reason[] }) {
  return (
    <ul className="m-0 grid list-none gap-1 p-0">
      {gatherCauses(reasons).map((reason) => (
        <li key={reason.code}>{sentence(reason.message)}.</li>
      ))}
    </ul>
  );
}
