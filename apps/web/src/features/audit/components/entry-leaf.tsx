// The entry as it was hashed, byte for byte, and the same taken apart for reading.
import { Card } from "#components/card.tsx";
import { CopyButton } from "#components/copy-button.tsx";
import { Facts, type Fact } from "#components/facts.tsx";
import { Link } from "#components/link.tsx";
import { Time } from "#components/time.tsx";
import type { AuditEntryDetail } from "@chancery/core";
import { withParams } from "#search-params.ts";
import { dataOf, subjectOf } from "../leaf.ts";

export function EntryFacts({ entry }: { readonly entry: AuditEntryDetail }) {
  const facts: Fact[] = [
    { name: "When", value: <Time at={entry.at} hasSeconds /> },
    { name: "Who", value: <Link href={withParams("/audit", { actor: entry.actorId })}>{entry.actor}</Link> },
    { name: "Act", value: <Mono>{entry.kind}</Mono> },
    ...(entry.class === null ? [] : [{ name: "Class", value: <ClassLink name={entry.class} /> }]),
    {
      name: "About",
      value: (
        <Link href={withParams("/audit", { subject: subjectOf(entry.leaf) ?? entry.subject })}>{entry.subject}</Link>
      ),
    },
    {
      name: "Request",
      value: (
        <span className="inline-flex flex-wrap items-center gap-1">
          <Link href={withParams("/audit", { requestId: entry.requestId })} className="mono">
            {entry.requestId}
          </Link>
          <CopyButton text={entry.requestId} what="request id" />
        </span>
      ),
    },
    { name: "Entry id", value: <Mono>{entry.id}</Mono> },
  ];
  return (
    <Card title="Facts">
      <Facts facts={facts} />
    </Card>
  );
}

/** What the act recorded beside who and when. */
export function EntryData({ leaf }: { readonly leaf: string }) {
  const data = dataOf(leaf);
  if (data.length === 0) return null;
  return (
    <Card title="Recorded with it">
      <Facts facts={data.map(({ name, value }) => ({ name, value: <Mono>{value}</Mono> }))} />
    </Card>
  );
}

export function RawLeaf({ leaf }: { readonly leaf: string }) {
  return (
    <Card title="Raw leaf" aside={<CopyButton text={leaf} what="raw leaf" hasLabel />}>
      <pre className="m-0 rounded bg-raised px-2.5 py-2 break-all whitespace-pre-wrap">
        <code>{leaf}</code>
      </pre>
      <p className="mt-2 mb-0 text-meta text-ink3">
        Its hash is SHA-256 over a zero byte and exactly these bytes. Check it without us: put the line into{" "}
        <code>leaf.json</code>, with no line feed, then{" "}
        <code>{`{ printf '\\0'; cat leaf.json; } | openssl dgst -sha256`}</code>
      </p>
    </Card>
  );
}

const ClassLink = ({ name }: { readonly name: string }) => (
  <Link href={withParams("/audit", { class: name })}>{name}</Link>
);
const Mono = ({ children }: { readonly children: string }) => <span className="mono">{children}</span>;
