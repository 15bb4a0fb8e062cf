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
          <Th column="Stages">Newest ○ · Staging ◐ · Production ●</Th>
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
          <RowHead className="min-w-36">
            <Link href={`/models/${model.team}/${model.name}`} className="text-ink no-underline hover:underline">
              <span className="text-ink2">{model.team}/</span>
              <span className="font-semibold">{model.name}</span>
            </Link>
            <div className="text-meta text-ink3">
              {model.description || (model.latestNumber === null ? "no version yet" : `latest v${model.latestNumber}`)}
            </div>
            <Waiting model={model} />
          </RowHead>
          <Td>
            <StageRail holders={model.stages} candidate={model.candidate} />
          </Td>
          <Td isNumber>{model.mainMetric ? <Value metric={model.mainMetric} /> : <NotValidated model={model} />}</Td>
          <Td isNumber>
            <AgainstProduction model={model} />
          </Td>
          <Td>
            {model.tier ? (
              <StateBadge state={model.tier} />
            ) : (
              <span className="whitespace-nowrap text-ink3">not assessed</span>
            )}
          </Td>
          <Td>{model.createdBy}</Td>
          <Td>
            <Time at={model.changedAt} isBare />
          </Td>
        </tr>
      ))}
    </Table>
  );
}

/** How many promotions wait for a decision; one is a link to it. */
function Waiting({ model: { openPromotionCount: count, newestOpenPromotion: number } }: OfModel) {
  if (number === null) return null;
  return (
    <div className="text-meta">
      <Link href={`/promotions/${number}`}>P-{number} waits for a decision</Link>
      {count > 1 && `, and ${count - 1} more`}
    </div>
  );
}

type OfModel = { readonly model: ModelSummary };

function Value({ metric: { name, number, value, phase, dataset, slice } }: { readonly metric: MainMetric }) {
  const parts = [dataset && ` on ${dataset}`, slice && `, ${slice}`, phase !== "validation" && `, ${phase}`];
  return (
    <>
      {value}
      <div className="font-sans text-meta text-ink3">
        {name} of v{number}
        {parts.filter(Boolean).join("")}
      </div>
    </>
  );
}

function NotValidated({ model: { newestSealed } }: OfModel) {
  return (
    <span className="font-sans text-ink3">
      {newestSealed === null ? "nothing sealed" : `v${newestSealed} is not validated`}
    </span>
  );
}

const changeTone = { better: "text-prd", worse: "text-rej" } as const;

/** The change, leading to all that changed where there are two versions to compare. */
function AgainstProduction({ model }: OfModel) {
  const candidate = candidateOf(model);
  if (candidate === null) return <Alone model={model} />;
  const production = model.stages.find(({ stage }) => stage === "production");
  return (
    <>
      <Link href={comparePath(candidate)}>
        {model.mainMetric ? <Change metric={model.mainMetric} /> : <span className="font-sans">Compare</span>}
        <span className="sr-only">
          {" "}
          compare {model.name} v{candidate.number} with production
        </span>
      </Link>
      {production?.mainMetric && (
        <div className="font-sans text-meta text-ink3">
          v{production.number}: {production.mainMetric.value}
        </div>
      )}
    </>
  );
}

/** Why there is nothing to compare with. */
function Alone({ model: { newestSealed, candidate } }: OfModel) {
  if (newestSealed === null) return null;
  return (
    <span className="font-sans text-ink3">
      {candidate ? "no production version" : `v${newestSealed} is in production`}
    </span>
  );
}

function Change({ metric: { change, verdict } }: { readonly metric: MainMetric }) {
  if (change === null)
    return (
      <span className="font-sans text-ink3">{verdict === "new" ? "not measured in production" : "not comparable"}</span>
    );
  const tone = verdict === "better" || verdict === "worse" ? changeTone[verdict] : "text-ink2";
  return (
    <span className={tone}>
      {signed(change)}
      <span className="sr-only"> {verdict}</span>
    </span>
  );
}
