// What was taken back, as lists show it: struck through, with who took it back, when and why.
import type { RetractionView } from "@chancery/core";
import type { ReactNode } from "react";
import { Tag } from "#components/tag.tsx";
import { Time } from "#components/time.tsx";

type Retractable = { readonly retraction: RetractionView | null };

/** Its children, struck through where they were taken back. */
export const Struck = ({ retraction, children }: Retractable & { readonly children: ReactNode }) =>
  retraction ? <del className="block text-ink2 **:line-through">{children}</del> : children;

export function RetractionNote({ retraction }: Retractable) {
  if (!retraction) return null;
  return (
    <p className="m-0 max-w-[72ch] text-meta wrap-anywhere text-ink2">
      <Tag tone="changes" mark="stop">
        retracted
      </Tag>{" "}
      by {retraction.by}, <Time at={retraction.at} />: {retraction.reason}
    </p>
  );
}
