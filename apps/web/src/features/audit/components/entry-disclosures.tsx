// Personal data and free text of an entry: outside the leaf, bound to it by salted digests, and closed until an auditor opens it.
import { ButtonLink } from "#components/button-link.tsx";
import { Card } from "#components/card.tsx";
import { Link } from "#components/link.tsx";
import { withParams } from "#search-params.ts";
import type { AuditEntryDetail, DisclosureView } from "@chancery/core";

type EntryDisclosuresProps = {
  readonly entry: Pick<AuditEntryDetail, "index" | "disclosures">;
  /** With their values, once opened. */
  readonly opened: readonly DisclosureView[] | undefined;
  readonly mayOpen: boolean;
};

export function EntryDisclosures({ entry, opened, mayOpen }: EntryDisclosuresProps) {
  if (entry.disclosures.length === 0) return null;
  const isClosed = opened === undefined;
  return (
    <Card
      title="Kept beside the leaf"
      aside={
        isClosed &&
        mayOpen &&
        entry.disclosures.some(({ state }) => state === "kept") && (
          <ButtonLink href={withParams(`/audit/${entry.index}`, { open: "text" })} size="small">
            Open
          </ButtonLink>
        )
      }
    >
      <p className="mt-0 mb-2 text-meta text-ink3">
        Names, addresses and free text are kept outside the leaf, which holds only their salted digests. They can be
        erased without breaking any proof.{" "}
        {isClosed
          ? mayOpen
            ? "The access log records who opens them."
            : "Only auditors can open them."
          : "The access log has recorded that you opened them."}
      </p>
      <dl className="m-0 grid gap-2">
        {(opened ?? entry.disclosures).map(({ name, value, digest, state, erasedBy }) => (
          <div key={digest} className="grid gap-0.5 border-t border-line pt-2 first:border-t-0 first:pt-0">
            <dt className="text-meta text-ink3">{name ?? "a text that is gone"}</dt>
            {value !== null && <dd className="m-0 whitespace-pre-wrap">{value}</dd>}
            {state === "erased" && erasedBy !== null && (
              <dd className="m-0">
                erased by <Link href={`/audit/${erasedBy}`}>entry {erasedBy.toLocaleString("en")}</Link>
              </dd>
            )}
            {state === "missing" && (
              <dd className="m-0 text-no">missing: no entry says that it was erased. Check the log.</dd>
            )}
            <dd className="mono m-0 text-[0.75rem] break-all text-ink3">{digest}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
