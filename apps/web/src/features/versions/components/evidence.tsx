// The metrics of a version beside those of the incumbent, or why there are none.
import type { VersionView } from "@chancery/core";
import { ButtonLink } from "#components/button-link.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Link } from "#components/link.tsx";
import { releaseLabel, stages } from "#known.ts";
import { comparedPath, referenceOf, versionPath } from "../format.ts";
import { EvaluationTable } from "./evaluation-table.tsx";
import { ComparisonNote, MetricTable } from "./metric-table.tsx";

export function Evidence({ version }: { readonly version: VersionView }) {
  const { incumbent } = version;
  if (version.metrics.length === 0)
    return (
      <section aria-label="Metrics">
        <EmptyState
          action={<ButtonLink href="/datasets">Datasets to evaluate on</ButtonLink>}
          command={`chancery evaluation record ${referenceOf(version)} --metric auc=0.93:higher --dataset name@sha256:…`}
          isOffered={version.availableActions.includes("record")}
        >
          No evaluation is recorded. Its metrics will appear here beside those of the version in {releaseLabel()}.
        </EmptyState>
        <AllEvaluations version={version} />
      </section>
    );
  return (
    <section aria-label="Metrics" className="grid gap-2 [&>div>div]:mt-0">
      <MetricTable
        rows={version.metrics}
        candidate={`v${version.number}`}
        incumbent={
          incumbent
            ? `v${incumbent.number} · ${incumbent.isReplaced ? "replaced" : stages().labelOf(incumbent.stage)}`
            : null
        }
        more={<Link href={comparedPath(sidesOf(version))}>All of them, page by page</Link>}
      />
      {incumbent && <ComparisonNote rows={version.metrics} />}
      <p className="m-0 text-meta text-ink3">{comparedWith(version)}</p>
      <Evaluations version={version} />
    </section>
  );
}

/** References of what is compared, the baseline first. */
const sidesOf = ({ incumbent, ...version }: VersionView) => [
  ...(incumbent ? [referenceOf({ ...version, number: incumbent.number })] : []),
  referenceOf(version),
];

/** The page of all evaluations has the others. */
const newestShown = 5;

/** The newest evaluations, and where the rest is. */
function Evaluations({ version }: { readonly version: VersionView }) {
  const { recorded, compared } = version.evaluationCounts;
  return (
    <div className="mt-2 grid gap-2">
      <EvaluationTable evaluations={version.evaluations.slice(0, newestShown)} />
      <AllEvaluations version={version} />
      {recorded > compared && (
        <p className="m-0 text-meta text-ink3">
          The comparison looks at {compared} of them: the newest of each phase, and what an approval rested on.
        </p>
      )}
    </div>
  );
}

/** Where more are than the page shows, or some were taken back. */
function AllEvaluations({ version }: { readonly version: VersionView }) {
  const { evaluationCounts, retractedEvaluationCount: retracted } = version;
  const { recorded } = evaluationCounts;
  if (recorded <= newestShown && retracted === 0) return null;
  return (
    <p className="m-0 text-meta">
      <Link href={`${versionPath(version)}/evaluations`}>
        {retracted === 0
          ? `All ${recorded} evaluations`
          : `All ${recorded + retracted} evaluations, ${retracted} retracted`}
      </Link>
    </p>
  );
}

function comparedWith({ incumbent, number }: VersionView): string {
  if (!incumbent)
    return `No other version is in ${releaseLabel()}, and this one replaced none: there is nothing to compare with.`;
  return incumbent.isReplaced
    ? `Compared with v${incumbent.number}, which v${number} replaced in ${stages().labelOf(incumbent.stage)}.`
    : `Compared with v${incumbent.number}, which is in ${stages().labelOf(incumbent.stage)}.`;
}
