// What was refused, why, what next, and the request id; inside forms and panels.
import type { Refusal } from "../refusal.ts";
import { Mark } from "./mark.tsx";
import { adviceFor } from "./refusal-advice.ts";
import { RequestId } from "./request-id.tsx";
import { sentence } from "./sentence.ts";
import { SignInAgain } from "./sign-in-again.tsx";

export function RefusalNote({ refusal }: { readonly refusal: Refusal }) {
  const said = refusal.reasons.map((reason) => reason.message);
  const lines = [...new Set(said.length > 0 ? said : [refusal.message])];
  const advice = adviceFor(refusal);
  return (
    <div role="alert" className="grid gap-1 border border-l-[3px] border-line border-l-rej bg-surface px-3 py-2">
      <ul className="m-0 grid list-none gap-1 p-0">
        {lines.map((line) => (
          <li key={line} className="flex items-baseline gap-2">
            <Mark shape="cross" className="size-2.25 text-rej" />
            <span className="min-w-0">{sentence(line)}</span>
          </li>
        ))}
      </ul>
      {advice && <p className="m-0 text-meta text-ink2">{advice}</p>}
      {refusal.code === "UNAUTHENTICATED" && <SignInAgain />}
      {refusal.requestId && <RequestId id={refusal.requestId} />}
    </div>
  );
}
