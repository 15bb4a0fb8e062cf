// Above what a page shows: rows of it are not what the log says, so somebody may have edited them.
import { contradictionInWords, type RecordContradiction } from "@chancery/core";
import { Link } from "#components/link.tsx";
import { Mark } from "#components/mark.tsx";
import { VerdictLine } from "#components/verdict-line.tsx";

type ContradictedNoteProps = {
  /** A row may be named by each of several parts of a page. */
  readonly contradicted: readonly RecordContradiction[];
  readonly canReadAudit: boolean;
};

/** The rest is counted: Integrity names all. */
const most = 5;

export function ContradictedNote({ contradicted, canReadAudit }: ContradictedNoteProps) {
  const rows = [...new Map(contradicted.map((one) => [`${one.table}/${one.id}`, one])).values()];
  if (rows.length === 0) return null;
  const others = rows.length - most;
  const isAsTold = rows.every((one) => one.shows !== "database" || one.columns.every(({ told }) => told === null));
  return (
    <VerdictLine isAlarm>
      <span className="text-rej">
        <Mark shape="stop" className="mr-1 inline-block size-2.5 align-baseline" />
        <strong className="font-semibold">The database disagrees with the log here.</strong>
      </span>{" "}
      {isAsTold
        ? "This page shows what the log says, wherever an entry holds it."
        : "What you see may have been edited."}{" "}
      {canReadAudit ? <Link href="/audit/integrity">Open Integrity</Link> : "Ask an admin to check the audit log"}.
      <ul className="mt-1 mb-0 list-none p-0 text-ink2">
        {rows.slice(0, most).map((one) => (
          <li key={`${one.table}/${one.id}`} className="wrap-anywhere">
            <Saying one={one} canReadAudit={canReadAudit} />
          </li>
        ))}
        {others > 0 && <li>And {others.toLocaleString("en")} more.</li>}
      </ul>
    </VerdictLine>
  );
}

type SayingProps = { readonly one: RecordContradiction; readonly canReadAudit: boolean };
function Saying({ one, canReadAudit }: SayingProps) {
  const { before, entry, after } = contradictionInWords(one);
  if (entry === null) return before;
  const number = `#${entry.toLocaleString("en")}`;
  return (
    <>
      {before}
      <span className="mono">{canReadAudit ? <Link href={`/audit/${entry}`}>{number}</Link> : number}</span>
      {after}
    </>
  );
}
