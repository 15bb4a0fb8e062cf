// Head, verdict line and tabs of every page about one version.
import type { ReactNode } from "react";
import type { VersionAction, VersionView } from "@chancery/core";
import { ButtonLink } from "#components/button-link.tsx";
import { Digest } from "#components/digest.tsx";
import { Link } from "#components/link.tsx";
import { Dot, PageHeader } from "#components/page-header.tsx";
import { StageBadge } from "#components/known-badges.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { Tabs } from "#components/tabs.tsx";
import { KeyTag, Tag } from "#components/tag.tsx";
import { Time } from "#components/time.tsx";
import { VerdictLine } from "#components/verdict-line.tsx";
import { releaseLabel, stages } from "#known.ts";
import { only } from "#only.ts";
import { ContradictedNote } from "#features/audit/components/contradicted-note.tsx";
import { comparePath, verdictSentences, versionPath } from "../format.ts";
import { MissingNote } from "./missing-note.tsx";
import { VersionActs } from "./version-acts.tsx";

type Props = { readonly version: VersionView; readonly canReadAudit: boolean; readonly children: ReactNode };

export function VersionFrame({ version, canReadAudit, children }: Props) {
  const path = versionPath(version);
  return (
    <>
      <PageHeader
        title={
          <>
            <Link href={`/models/${version.team}/${version.name}`} className="text-ink no-underline hover:underline">
              {version.name}
            </Link>{" "}
            <span className="font-normal">v{version.number}</span>
          </>
        }
        badges={<Badges version={version} />}
        actions={<Acts version={version} />}
      >
        <Content version={version} />
        <Dot />
        <span>
          registered by {version.createdBy} · <Time at={version.createdAt} />
        </span>
      </PageHeader>
      <ContradictedNote contradicted={version.contradicted} canReadAudit={canReadAudit} />
      {Object.keys(version.tags).length > 0 && (
        <div className="mt-2 flex flex-wrap gap-2">
          {Object.entries(version.tags).map(([name, value]) => (
            <KeyTag key={name} name={name} value={value} />
          ))}
        </div>
      )}
      <Verdict version={version} />
      <Tabs
        label="Parts of this version"
        tabs={[
          { href: path, label: "Evidence" },
          {
            href: `${path}/files`,
            label: version.kind === "external" ? "Descriptor" : "Files",
            ...(version.kind === "files" && { count: version.fileCount }),
          },
          { href: `${path}/card`, label: "Card" },
          { href: `${path}/lineage`, label: "Lineage", count: version.lineageCount },
          { href: `${path}/promotions`, label: "Promotions", count: version.promotionCount },
        ]}
      />
      {children}
    </>
  );
}

function Content({ version: { manifestDigest, discarded } }: Pick<Props, "version">) {
  if (manifestDigest) return <Digest sha256={manifestDigest} />;
  if (!discarded) return <span>not sealed: its content may still change</span>;
  return (
    <span>
      discarded by {discarded.by} · <Time at={discarded.at} />: its number stays taken
    </span>
  );
}

function Badges({ version }: { readonly version: VersionView }) {
  return (
    <>
      {version.stages.map((stage) => (
        <StageBadge key={stage} stage={stage} />
      ))}
      <StateBadge state={version.state} />
      {version.aliases.map((alias) => (
        <Tag key={alias}>@{alias}</Tag>
      ))}
      {version.label && <Tag>{version.label}</Tag>}
      {version.kind === "external" && <Tag>external</Tag>}
    </>
  );
}

/** What the page of a draft is for. */
const draftActions: readonly VersionAction[] = ["upload", "seal", "revise"];

function Acts({ version }: { readonly version: VersionView }) {
  const open = version.promotions.find((promotion) => promotion.state === "open");
  return (
    <>
      {open && <ButtonLink href={`/promotions/${open.number}`}>Open P-{open.number}</ButtonLink>}
      {version.availableActions.includes("request-promotion") && (
        <ButtonLink kind="primary" href={`/promotions/new?version=${version.team}/${version.name}:${version.number}`}>
          Ask for promotion
        </ButtonLink>
      )}
      {version.incumbent?.stage === stages().release.id && (
        <ButtonLink href={comparePath(version)} letter="c">
          {version.incumbent.isReplaced
            ? `Compare with v${version.incumbent.number}, replaced`
            : `Compare with ${releaseLabel()}`}
        </ButtonLink>
      )}
      {version.state === "draft" && version.availableActions.some((action) => draftActions.includes(action)) && (
        <ButtonLink href={`${versionPath(version)}/draft`}>Go on with this draft</ButtonLink>
      )}
      <VersionActs version={only(version, ["id", "number", "kind", "fileCount", "availableActions"])} />
    </>
  );
}

function Verdict({ version }: { readonly version: VersionView }) {
  const sentences = verdictSentences(version.verdict, (stage) => stages().labelOf(stage));
  if (sentences.length === 0 && version.missing.length === 0) return null;
  return (
    <VerdictLine>
      {sentences.map((sentence) => (
        <span key={sentence.lead}>
          <strong className="font-semibold">{sentence.lead}</strong> {sentence.rest}{" "}
        </span>
      ))}
      <MissingNote missing={version.missing} />
    </VerdictLine>
  );
}
