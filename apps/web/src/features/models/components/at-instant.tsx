// What was in each stage at an instant, asked by a date field that lives in the URL.
import type { HolderThen, StageName } from "@chancery/core";
import { Button } from "#components/button.tsx";
import { Input } from "#components/field.tsx";
import { Link } from "#components/link.tsx";
import { QueryForm } from "#components/query-form.tsx";
import { StageBadge } from "#components/known-badges.tsx";
import { Time } from "#components/time.tsx";
import { stages } from "#known.ts";

type AtInstantProps = {
  readonly path: string;
  readonly asked: string | undefined;
  readonly at: string | null;
  readonly holders: readonly HolderThen[];
  /** How many held each stage, where `holders` has only the newest. */
  readonly counts: Readonly<Partial<Record<StageName, number>>>;
  /** When the model was registered. */
  readonly registeredAt: string;
};

export function AtInstant({ path, asked, at, holders, counts, registeredAt }: AtInstantProps) {
  return (
    <section className="mt-4 grid gap-3 border border-line bg-surface px-4 py-3" aria-label="At a moment">
      <QueryForm action={`${path}/history`} className="flex flex-wrap items-end gap-2">
        <Input
          label="What held each stage at (UTC)"
          hint="In an address, ?at= takes an offset too; a date alone is midnight UTC."
          name="at"
          type="datetime-local"
          defaultValue={asked?.replace(/Z$/, "").slice(0, 16)}
        />
        <Button type="submit">Show that moment</Button>
        {at && (
          <Link href={`${path}/history`} className="py-1.5">
            now instead
          </Link>
        )}
      </QueryForm>
      <div>
        <p className="m-0 mb-1 text-meta text-ink3">
          {at ? (
            <>
              At <Time at={at} />
              {at < registeredAt && (
                <>
                  , before the model was registered on <Time at={registeredAt} />: nothing was recorded of it yet
                </>
              )}
            </>
          ) : (
            "Now (UTC)"
          )}
        </p>
        <ul className="m-0 grid list-none gap-1 p-0">
          {stages().names.map((stage) => {
            const held = holders.filter((holder) => holder.stage === stage);
            return (
              <li key={stage} className="flex flex-wrap items-center gap-2">
                <span className="inline-block w-28">
                  <StageBadge stage={stage} />
                </span>
                {held.length === 0 ? (
                  <span className="text-ink3">no version</span>
                ) : (
                  held.map((holder) => (
                    <span key={holder.versionId}>
                      <Link href={`${path}/v/${holder.number}`}>v{holder.number}</Link> <LetIn holder={holder} />
                    </span>
                  ))
                )}
                {(counts[stage] ?? 0) > held.length && (
                  <span className="text-meta text-ink3">
                    and {((counts[stage] ?? 0) - held.length).toLocaleString("en")} more that came in earlier
                  </span>
                )}
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}

/** Who let it in; who asked where no vote was needed. */
function LetIn({ holder }: { readonly holder: HolderThen }) {
  return (
    <span className="text-meta text-ink3">
      since <Time at={holder.since} isBare />,{" "}
      {holder.letInBy.length > 0 ? `let in by ${holder.letInBy.join(", ")}, ` : "needed no vote, "}
      asked for by {holder.requestedBy} in{" "}
      <Link href={`/promotions/${holder.promotionNumber}`}>P-{holder.promotionNumber}</Link>
    </span>
  );
}
