// Entries of the log, newest first, each in words.
import clsx from "clsx";
import type { AuditEntryView } from "@chancery/core";
import { Link } from "#components/link.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { RowHead, Table, Td, Th } from "#components/table.tsx";
import { Time } from "#components/time.tsx";
import { withParams } from "#search-params.ts";
import { kindInWords, withoutVersion, type LogFilter } from "../filter.ts";

/** Columns a phone leaves out: the sentence says who. */
const wide = "max-sm:hidden";

export function LogTable({
  entries,
  filter,
}: {
  readonly entries: readonly AuditEntryView[];
  readonly filter: LogFilter;
}) {
  return (
    <Table
      caption="Entries of the audit log, newest first"
      head={
        <>
          <Th isNumber>#</Th>
          <Th>Time (UTC)</Th>
          <Th className={wide}>Who</Th>
          <Th>Did what</Th>
          <Th className={wide}>Act</Th>
          <Th>Outcome</Th>
        </>
      }
    >
      {entries.map((entry) => (
        <tr key={entry.index} className="hover:bg-bg">
          <RowHead className="mono text-right">
            <Link href={`/audit/${entry.index}`} aria-label={`Entry ${entry.index}`}>
              {entry.index.toLocaleString("en")}
            </Link>
          </RowHead>
          <Td>
            <Time at={entry.at} isBare hasSeconds />
          </Td>
          <Td className={clsx(wide, "whitespace-nowrap")}>
            <Quiet
              href={withParams("/audit", { ...filter, actor: entry.actorId })}
              title={`Only what ${entry.actor} did`}
            >
              {entry.actor}
            </Quiet>
          </Td>
          <Td className="w-full min-w-60">
            <span className="sm:hidden">{entry.sentence}</span>
            <span className="max-sm:hidden">{deedOf(entry)}</span>
          </Td>
          <Td className={clsx(wide, "whitespace-nowrap text-ink2")}>
            <Quiet
              href={withParams("/audit", { ...filter, kind: withoutVersion(entry.kind) })}
              title="Only acts of this kind"
            >
              {kindInWords(entry.kind)}
            </Quiet>
          </Td>
          <Td>
            <StateBadge state={entry.outcome} />
          </Td>
        </tr>
      ))}
    </Table>
  );
}

/** The sentence without its first words where they only repeat the column before. */
const deedOf = ({ actor, sentence }: AuditEntryView) =>
  sentence.startsWith(`${actor} `) ? sentence.slice(actor.length + 1) : sentence;

type QuietProps = { readonly href: string; readonly title: string; readonly children: string };
const Quiet = ({ href, title, children }: QuietProps) => (
  <Link href={href} title={title} className="text-inherit no-underline hover:underline">
    {children}
  </Link>
);
