// Head and tabs of every page about one model.
import type { ReactNode } from "react";
import type { ModelView, RecordContradiction } from "@chancery/core";
import { ButtonLink } from "#components/button-link.tsx";
import { Link } from "#components/link.tsx";
import { Dot, PageHeader } from "#components/page-header.tsx";
import { StageRail } from "#components/stage-rail.tsx";
import { TierBadge } from "#components/known-badges.tsx";
import { Tabs } from "#components/tabs.tsx";
import { KeyTag, Tag } from "#components/tag.tsx";
import { ContradictedNote } from "#features/audit/components/contradicted-note.tsx";
import { comparePath } from "#features/versions/format.ts";
import { releaseLabel, stages } from "#known.ts";
import { candidateOf } from "../candidate.ts";

type ModelFrameProps = {
  readonly model: ModelView;
  readonly canReadAudit: boolean;
  /** What else the page shows that the log contradicts. */
  readonly contradicted?: readonly RecordContradiction[] | undefined;
  readonly children: ReactNode;
};

export function ModelFrame({ model, canReadAudit, contradicted = [], children }: ModelFrameProps) {
  const path = `/models/${model.team}/${model.name}`;
  const candidate = candidateOf(model, stages().release.id);
  const badges = (
    <>
      {model.tier ? <TierBadge tier={model.tier} /> : <Tag>tier not assessed</Tag>}
      {model.visibility !== "organisation" && <Tag>{model.visibility}</Tag>}
    </>
  );
  return (
    <>
      <PageHeader
        title={
          <>
            <span className="font-normal text-ink2">{model.team}/</span>
            {model.name}
          </>
        }
        badges={badges}
        actions={
          <>
            {candidate && (
              <ButtonLink href={comparePath(candidate)} letter="c">
                Compare v{candidate.number} with {releaseLabel()}
              </ButtonLink>
            )}
            {model.availableActions.includes("create-version") && (
              <ButtonLink kind="primary" href={`${path}/versions/new`}>
                New version
              </ButtonLink>
            )}
          </>
        }
      >
        <StageRail holders={model.stages} candidate={model.candidate} />
        {model.description && (
          <>
            <Dot />
            <span>{model.description}</span>
          </>
        )}
      </PageHeader>
      <ContradictedNote contradicted={[...model.contradicted, ...contradicted]} canReadAudit={canReadAudit} />
      {Object.keys(model.tags).length > 0 && (
        <div className="mt-2 flex flex-wrap gap-2">
          {Object.entries(model.tags).map(([name, value]) => (
            <KeyTag key={name} name={name} value={value} />
          ))}
        </div>
      )}
      {model.openPromotions.length > 0 && (
        <p className="mt-2 mb-0 flex flex-wrap items-center gap-2">
          {model.openPromotions.map((promotion) => (
            <Link key={promotion.number} href={`/promotions/${promotion.number}`}>
              P-{promotion.number}: v{promotion.versionNumber} → {stages().labelOf(promotion.stage)} waits for a
              decision
            </Link>
          ))}
        </p>
      )}
      <Tabs
        label="Parts of this model"
        tabs={[
          { href: path, label: "Overview" },
          { href: `${path}/versions`, label: "Versions", count: model.latestNumber ?? 0 },
          { href: `${path}/history`, label: "History" },
          { href: `${path}/settings`, label: "Settings" },
        ]}
      />
      {children}
    </>
  );
}
