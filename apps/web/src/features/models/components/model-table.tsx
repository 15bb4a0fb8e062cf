// One row per model: what holds each stage, its main metric against what is released, its tier, its last change.
import type { MainMetric, ModelSummary } from "@chancery/core";
import { Link } from "#components/link.tsx";
import { StageRail } from "#components/stage-rail.tsx";
import { TierBadge } from "#components/known-badges.tsx";
import { RowHead, Table, Td, Th } from "#components/table.tsx";
import { Time } from "#components/time.tsx";
import { sentence } from "#components/sentence.ts";
import { releaseLabel, stages } from "#known.ts";
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
          <Th column="Stages">{railHead()}</Th>
          <Th isNumber>Main metric</Th>
          <Th isNumber column={`Against ${shortened(releaseLabel())}`}>
            Against {releaseLabel()}
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
            <AgainstReleased model={model} />
          </Td>
          <Td>
            {model.tier ? (
              <TierBadge tier={model.tier} />
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

/** The marks of the rail below: the newest, then each stage that takes votes. */
const railHead = () =>
  [
    "Newest ○",
    ...stages()
      .upToRelease.filter(({ isGoverned }) => isGoverned)
      .map(({ id, label }) => `${sentence(label)} ${stages().roleOf(id) === "release" ? "●" : "◐"}`),
  ].join(" · ");

/** On narrow screens each value stands beside the name of its column. */
const shortened = (label: string) => (label.length > 6 ? `${label.slice(0, 4)}.` : label);

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
function AgainstReleased({ model }: OfModel) {
  const candidate = candidateOf(model, stages().release.id);
  if (candidate === null) return <Alone model={model} />;
  const released = model.stages.find(({ stage }) => stage === stages().release.id);
  return (
    <>
      <Link href={comparePath(candidate)}>
        {model.mainMetric ? <Change metric={model.mainMetric} /> : <span className="font-sans">Compare</span>}
        <span className="sr-only">
          {" "}
          compare {model.name} v{candidate.number} with {releaseLabel()}
        </span>
      </Link>
      {released?.mainMetric && (
        <div className="font-sans text-meta text-ink3">
          v{released.number}: {released.mainMetric.value}
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
      {candidate ? `no ${releaseLabel()} version` : `v${newestSealed} is in ${releaseLabel()}`}
    </span>
  );
}

function Change({ metric: { change, verdict } }: { readonly metric: MainMetric }) {
  if (change === null)
    return (
      <span className="font-sans text-ink3">
        {verdict === "new" ? `not measured in ${releaseLabel()}` : "not comparable"}
      </span>
    );
  const tone = verdict === "better" || verdict === "worse" ? changeTone[verdict] : "text-ink2";
  return (
    <span className={tone}>
      {signed(change)}
      <span className="sr-only"> {verdict}</span>
    </span>
  );
}
