// Asks for a promotion, showing first what would change against the occupant of the stage.
import type { StageName, VersionView } from "@chancery/core";
import type { Metadata } from "next";
import { answered, type Asked } from "#answered.tsx";
import { MarginRail } from "#components/margin-rail.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { VerdictLine } from "#components/verdict-line.tsx";
import { NotPossible } from "#features/promotions/components/not-possible.tsx";
import { EarlierPanel } from "#features/promotions/components/objections.tsx";
import { RequestForm } from "#features/promotions/components/request-form.tsx";
import { StageChoice } from "#features/promotions/components/stage-choice.tsx";
import { loadRequest } from "#features/promotions/loaders.ts";
import { stages } from "#known.ts";
import { MissingNote } from "#features/versions/components/missing-note.tsx";
import { Evidence } from "#features/versions/components/evidence.tsx";

export const metadata: Metadata = { title: "Ask for promotion" };

export default answered("/promotions/new", async function NewPromotionPage({ query }: Asked<"/promotions/new">) {
  const { version, stage, earlier } = await loadRequest(query);
  const label = stages().labelOf(stage);
  const verdict = version.verdict.find((one) => one.stage === stage);
  return (
    <>
      <PageHeader title={`Ask for ${version.team}/${version.name} v${version.number} → ${label}`}>
        {whatFollows(version, { stage, label })}
      </PageHeader>
      {version.missing.length > 0 && (
        <VerdictLine>
          <MissingNote missing={version.missing} />
        </VerdictLine>
      )}
      <EarlierPanel earlier={earlier} />
      <StageChoice version={`${version.team}/${version.name}:${version.number}`} stage={stage} />
      <MarginRail
        label="The request"
        rail={
          verdict?.status === "eligible" ? (
            <RequestForm versionId={version.id} label={`Ask for ${label}`} stage={stage} toAnswer={earlier.toAnswer} />
          ) : (
            <NotPossible version={version} stage={stage} reasons={verdict?.reasons ?? []} />
          )
        }
      >
        <Evidence version={version} />
      </MarginRail>
    </>
  );
});

function whatFollows(
  { incumbent, stages: held }: VersionView,
  { stage, label }: { readonly stage: StageName; readonly label: string },
): string {
  if (held.includes(stage)) return `It is already in ${label}.`;
  return incumbent ? `It would replace v${incumbent.number}, which is in ${label}.` : `Nothing holds ${label} yet.`;
}
