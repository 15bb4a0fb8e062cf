// The sentence an auditor comes for: what is released now, since when, who let it in.
import type { HolderThen, ModelView } from "@chancery/core";
import { Link } from "#components/link.tsx";
import { Time } from "#components/time.tsx";
import { releaseLabel } from "#known.ts";
import { VerdictLine } from "#components/verdict-line.tsx";

export function NowReleased({ model, stay }: { readonly model: ModelView; readonly stay: HolderThen | null }) {
  if (stay === null)
    return (
      <VerdictLine>
        <strong className="font-semibold">Nothing is in {releaseLabel()}.</strong> Request a promotion of a sealed
        version; somebody else has to approve it.
      </VerdictLine>
    );
  return (
    <VerdictLine>
      <strong className="font-semibold">
        In {releaseLabel()} now:{" "}
        <Link href={`/models/${model.team}/${model.name}/v/${stay.number}`}>v{stay.number}</Link>
      </strong>{" "}
      since <Time at={stay.since} />, asked for by {stay.requestedBy}
      {stay.letInBy.length > 0 && <>, approved by {stay.letInBy.join(", ")}</>} →{" "}
      <Link href={`/promotions/${stay.promotionNumber}`}>evidence P-{stay.promotionNumber}</Link>
    </VerdictLine>
  );
}
