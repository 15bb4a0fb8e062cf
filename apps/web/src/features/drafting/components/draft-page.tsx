// A draft and all that is told of it before it is sealed: files and card at the left, label, params, lineage and an evaluation
// in the margin, and at the foot what is missing.
import type { VersionView } from "@chancery/core";
import type { ReactNode } from "react";
import { BlockedNote } from "#components/blocked-note.tsx";
import { Card } from "#components/card.tsx";
import { Facts } from "#components/facts.tsx";
import { Link } from "#components/link.tsx";
import { Mark } from "#components/mark.tsx";
import { Dot, PageHeader } from "#components/page-header.tsx";
import { reasonsFor } from "#components/reasons-for.ts";
import { StateBadge } from "#components/state-badge.tsx";
import { Time } from "#components/time.tsx";
import { textToEdit } from "#page-weight.ts";
import { only } from "#only.ts";
import { ContradictedNote } from "#features/audit/components/contradicted-note.tsx";
import { LineageFacts } from "#features/versions/components/lineage-facts.tsx";
import { versionPath } from "#features/versions/format.ts";
import { unstated } from "../lineage-facts.ts";
import type { Before, DraftLoaded } from "../loaders.ts";
import { DraftCard } from "./draft-card.tsx";
import { DraftEvaluation } from "./draft-evaluation.tsx";
import { DraftFiles } from "./draft-files.tsx";
import { DraftFoot } from "./draft-foot.tsx";
import { DraftLineage } from "./draft-lineage.tsx";
import { DraftParts } from "./draft-parts.tsx";
import { LabelAndParams } from "./label-and-params.tsx";

export function DraftPage({ me, version, before, listed, open, areMoreOpen }: DraftLoaded) {
  const can = (action: VersionView["availableActions"][number]) => version.availableActions.includes(action);
  const path = versionPath(version);
  const model = `${version.team}/${version.name}`;
  return (
    <DraftParts>
      <PageHeader
        title={`New version of ${model}`}
        badges={<StateBadge state="draft">draft v{version.number}</StateBadge>}
      >
        <span>
          Begun <Time at={version.createdAt} /> by {version.createdBy}
        </span>
        <Dot />
        <span>you may close the page and come back: nothing is sent twice</span>
        <Dot />
        <Link href={path}>Evidence so far</Link>
      </PageHeader>
      <ContradictedNote contradicted={version.contradicted} canReadAudit={me.canReadAudit} />
      <div className="mt-3 grid items-start gap-5 rail:grid-cols-[minmax(0,1fr)_23.75rem]">
        <div className="grid min-w-0 gap-3">
          {version.kind === "external" ? (
            <Descriptor version={version} />
          ) : (
            <Files version={version} model={model} open={open} />
          )}
          <CardPart version={version} before={before.version} canRevise={can("revise")} />
          <BlockedNote reasons={reasonsFor(version, "upload", "revise", "record", "record-lineage")} />
        </div>
        <aside
          aria-label="About this draft"
          className="grid min-w-0 gap-3 rail:gap-0 rail:[&>section+section]:border-t-0"
        >
          <Card title="Label and params" aside={<Aside>frozen at sealing</Aside>}>
            {can("upload") || (version.kind === "external" && can("seal")) ? (
              <LabelAndParams
                key={version.revision}
                version={only(version, ["id", "revision", "label", "params"])}
                lastLabel={before.label}
                before={before.version && only(before.version, ["number", "params"])}
              />
            ) : (
              <Frozen version={version} />
            )}
          </Card>
          <Card title="Lineage" aside={<Stated lineage={version.lineage} />}>
            {version.lineage.length > 0 && <LineageFacts version={version} />}
            {can("record-lineage") && (
              <div className={version.lineage.length > 0 ? "mt-3" : undefined}>
                <DraftLineage key={version.lineageCount} versionId={version.id} model={model} />
              </div>
            )}
          </Card>
          <Card title="Evaluation" aside={<Recorded version={version} />}>
            {can("record") && <DraftEvaluation versionId={version.id} listed={listed} />}
          </Card>
        </aside>
      </div>
      <DraftFoot
        versionId={version.id}
        number={version.number}
        path={path}
        standing={{
          kind: version.kind,
          fileCount: version.fileCount,
          open: version.uploads.length,
          areMore: areMoreOpen,
          hasCard: version.card.revision > 0,
          others: open.filter(({ isOwn }) => !isOwn).map(({ sender }) => sender.name),
        }}
        canSeal={can("seal") || reasonsFor(version, "seal").every(({ code }) => code !== "role_missing")}
      />
    </DraftParts>
  );
}

const Aside = ({ children }: { readonly children: ReactNode }) => (
  <span className="text-meta text-ink3">{children}</span>
);

/** How many there are is counted. */
const listedFiles = 50;

const shownOfOpen = [
  "id",
  "path",
  "fileCount",
  "sizeBytes",
  "offset",
  "sender",
  "isOwn",
  "createdAt",
  "touchedAt",
] as const;

/** Files come here, or from a terminal. */
type FilesProps = Pick<DraftLoaded, "open"> & { readonly version: VersionView; readonly model: string };

function Files({ version, model, open }: FilesProps) {
  const canUpload = version.availableActions.includes("upload");
  return (
    <div className="grid gap-2">
      <DraftFiles
        versionId={version.id}
        files={version.files.slice(0, listedFiles)}
        fileCount={version.fileCount}
        open={open.map((upload) => only(upload, shownOfOpen))}
        canUpload={canUpload}
        href={`${versionPath(version)}/files`}
      />
      {canUpload && (
        <p className="m-0 text-meta text-ink3">
          SHA-256 is computed here and again at the server. In a terminal:{" "}
          <span className="mono">chancery push PATH… --to {model}</span>
        </p>
      )}
    </div>
  );
}

function Descriptor({ version: { descriptor } }: { readonly version: VersionView }) {
  if (descriptor === null) return null;
  const facts = Object.entries(descriptor).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return (
    <Card title="Descriptor" aside={<Aside>the supplier has its files</Aside>}>
      <Facts
        facts={facts.map(([name, value]) => ({ name, value: <span className="mono wrap-anywhere">{value}</span> }))}
      />
    </Card>
  );
}

type CardPartProps = {
  readonly version: VersionView;
  readonly before: Before["version"];
  readonly canRevise: boolean;
};

function CardPart({ version, before, canRevise }: CardPartProps) {
  const { card } = version;
  const isOwn = card.revision > 0;
  const from =
    isOwn || before === null || before.card.revision === 0
      ? { versionId: version.id, body: textToEdit(card.body) }
      : { versionId: before.id, body: before.card.body };
  const begins = from.versionId === version.id ? "" : `v${before?.number}'s text, not published · `;
  return (
    <Card
      title="Card"
      aside={
        <Aside>
          {isOwn ? `revision ${card.revision} · stays open after sealing` : `${begins}stays open after sealing`}
        </Aside>
      }
    >
      {canRevise ? (
        <DraftCard key={card.revision} versionId={version.id} revision={card.revision} from={from} />
      ) : (
        <p className="m-0 text-ink2">
          {isOwn ? <Link href={`${versionPath(version)}/card`}>Read it</Link> : "None yet."}
        </p>
      )}
    </Card>
  );
}

function Frozen({ version: { label, params } }: { readonly version: VersionView }) {
  const names = Object.keys(params);
  return (
    <p className="m-0 text-ink2">
      {label ?? "No label"}; {names.length === 0 ? "no params." : `${names.length} params.`}
    </p>
  );
}

function Stated({ lineage }: Pick<VersionView, "lineage">) {
  const missing = unstated(lineage);
  if (missing.length > 0) return <Aside>not stated: {missing.join(", ")}</Aside>;
  return (
    <span className="inline-flex items-center gap-1 text-meta text-prd">
      <Mark shape="check" /> all 4 stated
    </span>
  );
}

function Recorded({ version }: { readonly version: VersionView }) {
  const count = version.evaluations.length;
  if (count === 0) return <Aside>none is recorded</Aside>;
  return (
    <Link href={`${versionPath(version)}/evaluations`} className="text-meta">
      {count === 20 ? "20 or more" : count} recorded
    </Link>
  );
}
