// A chain of checks, each with its verdict in shape, word and colour.
import { StateIcon } from "#components/state-badge.tsx";
import type { Step } from "../verify/entry.ts";

export function Steps({ steps }: { readonly steps: readonly Step[] }) {
  return (
    <ul className="m-0 list-none p-0" aria-live="polite">
      {steps.map((step) => (
        <li
          key={step.name}
          className="grid grid-cols-[1.125rem_minmax(0,1fr)] gap-2 border-t border-line py-2 first:border-t-0"
        >
          <StateIcon state={step.status} />
          <div>
            {step.name}
            <div className="text-meta break-all text-ink3">{step.detail}</div>
          </div>
        </li>
      ))}
    </ul>
  );
}
