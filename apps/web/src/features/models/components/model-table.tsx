// One row per model: what holds each stage, its main metric against production, its tier, its last change.
import type { MainMetric, ModelSummary } from "@chancery/core";
import { Link } from "#components/link.tsx";
import { StageRail } from "#components/stage-rail.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { RowHead, Table, Td, Th } from "#components/table.tsx";
import { Time } from "#components/time.tsx";
import { comparePath, signed } from "#features/versions/format.ts";
import { candidateOf } from "../candidate.ts";

export function ModelTable({ models }: { readonly models: readonly ModelSummary[] }) {
  return (
    <Table
      caption="Sorted by last change"
      isCaptionShown
      head={
        <>
          <Th>Model</Th>
          <Th column="Stages">Development ○ · Staging ◐ · Production ●</Th>
          <Th isNumber>Main metric</Th>
          <Th isNumber column="Against prod.">
            Against production
          </Th>
          <Th>Tier</Th>
          <Th>Registered by</Th>
          <Th>Changed (UTC)</Th>
        </>
      }
    >
      {models.map((model) => (
        <tr key={model.id}>
          <RowHead>
            <Link href={`/models/${model.team}/${model.name}`} className="text-ink no-underline hover:underline">
              <span className="text-ink2">{model.team}/</span>
              <span className="font-semibold">{model.name}</span>
            </Link>
            <div className="text-meta text-ink3">
              {model.description || (model.latestNumber === null ? "no version yet" : `latest v${model.latestNumber}`)}
            </div>
          </RowHead>
          <Td>
            <StageRail holders={model.stages} />
          </Td>
          <Td isNumber>
            {model.mainMetric ? <Value metric={model.mainMetric} /> : <span className="text-ink3">not validated</span>}
          </Td>
          <Td isNumber>{model.mainMetric && <AgainstProduction model={model} metric={model.mainMetric} />}</Td>
          <Td>
            {model.tier ? (
              <StateBadge state={model.tier} />
            ) : (
              <span className="whitespace-nowrap text-ink3">not assessed</span>
            )}
          </Td>
          <Td className="whitespace-nowrap">{model.createdBy}</Td>
          <Td>
            <Time at={model.changedAt} isBare />
          </Td>
        </tr>
      ))}
    </Table>
  );
}

function Value({ metric }: { readonly metric: MainMetric }) {
  return (
    <>
      {metric.value}
      <div className="font-sans text-meta text-ink3">
        {metric.name} of v{metric.number}
        {metric.dataset !== null && ` on ${metric.dataset}`}
      </div>
    </>
  );
}

const changeTone = { better: "text-prd", worse: "text-rej" } as const;

/** The change, leading to all that changed where there are two versions to compare. */
function AgainstProduction({ model, metric }: { readonly model: ModelSummary; readonly metric: MainMetric }) {
  const change = <Change metric={metric} isInProduction={model.stages.some(({ stage }) => stage === "production")} />;
  const candidate = candidateOf(model);
  if (candidate === null) return change;
  return (
    <Link href={comparePath(candidate)}>
      {change}
      <span className="sr-only">
        {" "}
        compare {model.name} v{candidate.number} with production
      </span>
    </Link>
  );
}

function Change({ metric, isInProduction }: { readonly metric: MainMetric; readonly isInProduction: boolean }) {
  if (metric.verdict === null)
    return <span className="font-sans text-ink3">{isInProduction ? "is in production" : "no production version"}</span>;
  if (metric.change === null)
    return <span className="font-sans text-ink3">{metric.verdict === "new" ? "new" : "not comparable"}</span>;
  const tone = metric.verdict === "better" || metric.verdict === "worse" ? changeTone[metric.verdict] : "text-ink2";
  return (
    <span className={tone}>
      {signed(metric.change)}
      <span className="sr-only"> {metric.verdict}</span>
    </span>
  );
}
