// Two versions side by side: metrics first, what changed before what did not, and what else differs in the margin.
import type { ComparedVersion, Comparison } from "@chancery/core";
import { Card } from "#components/card.tsx";
import { Digest } from "#components/digest.tsx";
import { shortDigest } from "#components/digest-bars.ts";
import { EmptyState } from "#components/empty-state.tsx";
import { Facts } from "#components/facts.tsx";
import { Link } from "#components/link.tsx";
import { MarginRail } from "#components/margin-rail.tsx";
import { StageBadge } from "#components/known-badges.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { Tag } from "#components/tag.tsx";
import { VerdictLine } from "#components/verdict-line.tsx";
import { stages } from "#known.ts";
import { comparisonSentence, metricPage, versionPath } from "../format.ts";
import { ChangeList } from "./change-list.tsx";
import { ComparisonNote, MetricTable } from "./metric-table.tsx";

type ComparisonProps = { readonly comparison: Comparison; readonly isOnlyChanged: boolean };
type PagingProps = { readonly page: number; readonly hrefOfPage: (number: number) => string };

export function ComparisonPanels({ comparison, isOnlyChanged, page, hrefOfPage }: ComparisonProps & PagingProps) {
  const { candidate, incumbent, metrics } = comparison;
  const isOneModel = incumbent?.team === candidate.team && incumbent.name === candidate.name;
  const nameOf = (side: ComparedVersion) =>
    [
      isOneModel ? "" : `${side.name} `,
      `v${side.number}`,
      ...side.stages.slice(-1).map((stage) => ` · ${stages().labelOf(stage)}`),
    ].join("");
  return (
    <>
      <VerdictLine>{comparisonSentence(comparison, stages())}</VerdictLine>
      <MarginRail
        label="What else differs"
        rail={<Differences comparison={comparison} isOnlyChanged={isOnlyChanged} />}
      >
        <section aria-label="Metrics" className="grid gap-2 [&>div>div]:mt-0">
          {metrics.length === 0 ? (
            <EmptyState>No evaluation is recorded on either side.</EmptyState>
          ) : (
            <MetricTable
              rows={metrics}
              candidate={nameOf(candidate)}
              incumbent={incumbent && nameOf(incumbent)}
              isUnchangedOpen={!isOnlyChanged}
              page={page}
              more={<MetricPages rows={metrics} page={page} hrefOfPage={hrefOfPage} />}
            />
          )}
          <ComparisonNote rows={metrics} />
          <CutNote comparison={comparison} />
        </section>
      </MarginRail>
    </>
  );
}

function MetricPages({ rows, page, hrefOfPage }: PagingProps & { readonly rows: Comparison["metrics"] }) {
  const { number, pages } = metricPage(rows, page);
  return (
    <>
      {number > 1 && <Link href={hrefOfPage(number - 1)}>Previous page</Link>}{" "}
      {number < pages && <Link href={hrefOfPage(number + 1)}>Next page</Link>}
    </>
  );
}

/** Says where a side has more evaluations than a comparison looks at. */
function CutNote({ comparison: { candidate, incumbent, evaluations } }: { readonly comparison: Comparison }) {
  const sides = [
    { side: candidate, counts: evaluations.candidate },
    ...(incumbent && evaluations.incumbent ? [{ side: incumbent, counts: evaluations.incumbent }] : []),
  ];
  return sides
    .filter(({ counts }) => counts.recorded > counts.compared)
    .map(({ side, counts }) => (
      <p key={side.versionId} className="m-0 text-meta text-ink2">
        Of v{side.number}, {counts.compared} of{" "}
        <Link href={`${versionPath(side)}/evaluations`}>{counts.recorded} evaluations</Link> are compared: the newest of
        each phase, and what an approval rested on.
      </p>
    ));
}

/** Where one side is on the registry, and what it is. */
export function SideLine({ side }: { readonly side: ComparedVersion }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      <Link href={versionPath(side)}>
        {side.team}/{side.name} v{side.number}
      </Link>
      {side.stages.map((stage) => (
        <StageBadge key={stage} stage={stage} />
      ))}
      {side.state !== "sealed" && <StateBadge state={side.state} />}
    </span>
  );
}

const parts = [
  { part: "params", title: "Params" },
  { part: "signature", title: "Signature" },
  { part: "files", title: "Files" },
  { part: "environment", title: "Environment" },
  { part: "tags", title: "Tags" },
] as const;

function Differences({ comparison, isOnlyChanged }: ComparisonProps) {
  const { incumbent, counts } = comparison;
  if (incumbent === null) return null;
  const shown = parts.filter(({ part }) => counts[part].changed > 0 || (!isOnlyChanged && counts[part].unchanged > 0));
  const alike = parts.filter(({ part }) => !shown.some((one) => one.part === part));
  return (
    <>
      {shown.map(({ part, title }) => (
        <Card key={part} title={`${title} · ${countsText(counts[part])}`}>
          {comparison[part].length > 0 ? (
            <ChangeList
              changes={comparison[part]}
              count={counts[part].changed}
              {...(part === "files" && { show: (sha256: string) => `sha256:${shortDigest(sha256)}` })}
            />
          ) : (
            <p className="m-0 text-ink2">The same on both sides.</p>
          )}
        </Card>
      ))}
      <Digests comparison={comparison} incumbent={incumbent} />
      {alike.length > 0 && (
        <p className="m-0 text-meta text-ink3">
          No difference in {alike.map(({ title }) => title.toLowerCase()).join(", ")}.
        </p>
      )}
    </>
  );
}

const countsText = ({ changed, unchanged }: { readonly changed: number; readonly unchanged: number }) =>
  [`${changed} changed`, ...(unchanged > 0 ? [`${unchanged} unchanged`] : [])].join(", ");

function Digests({ comparison, incumbent }: { readonly comparison: Comparison; readonly incumbent: ComparedVersion }) {
  const { candidate, card } = comparison;
  const rows = [
    { name: "Content", ours: candidate.manifestDigest, theirs: incumbent.manifestDigest },
    { name: "Card", ours: card.candidate, theirs: card.incumbent },
  ];
  return (
    <Card title="Digests">
      <div className="grid gap-3">
        {rows.map(({ name, ours, theirs }) => (
          <section key={name} aria-label={`${name} digests`} className="grid gap-1">
            <h3 className="m-0 flex items-center gap-2 text-meta font-medium text-ink2">
              {name}
              {ours !== null && ours === theirs ? (
                <Tag mark="dash">the same</Tag>
              ) : (
                <Tag tone="changes" mark="stop">
                  differs
                </Tag>
              )}
            </h3>
            <Facts
              facts={[
                {
                  name: `v${incumbent.number}`,
                  value: theirs ? <Digest sha256={theirs} hasPrefix={false} /> : "not sealed",
                },
                {
                  name: `v${candidate.number}`,
                  value: ours ? <Digest sha256={ours} hasPrefix={false} /> : "not sealed",
                },
              ]}
            />
          </section>
        ))}
      </div>
    </Card>
  );
}
