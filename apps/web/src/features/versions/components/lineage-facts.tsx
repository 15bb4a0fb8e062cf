// Lineage edges as facts: commit and dirty flag, job, datasets, base version.
import type { LineageView, VersionView } from "@chancery/core";
import { Facts } from "#components/facts.tsx";
import { Link } from "#components/link.tsx";
import { Tag } from "#components/tag.tsx";

const words = {
  trained_on: "Trained on",
  evaluated_on: "Evaluated on",
  built_from: "Commit",
  produced_by: "Job",
  derived_from: "Derived from",
  deployed_to: "Deployed to",
} as const satisfies Record<LineageView["kind"], string>;

export function LineageFacts({ version }: { readonly version: Pick<VersionView, "lineage"> }) {
  if (version.lineage.length === 0)
    return <p className="m-0 text-ink2">Nothing was recorded: no commit, job, dataset or base version.</p>;
  return <Facts facts={version.lineage.map((edge) => ({ name: words[edge.kind], value: <Edge edge={edge} /> }))} />;
}

export function Edge({ edge }: { readonly edge: LineageView }) {
  if (edge.dataset)
    return (
      <>
        <Link href={`/datasets/${edge.dataset.id}`}>{edge.dataset.name}</Link>{" "}
        {edge.dataset.status === "withdrawn" && (
          <Tag tone="blocked" mark="stop">
            withdrawn
          </Tag>
        )}
      </>
    );
  if (edge.baseVersion) {
    const { team, name, number } = edge.baseVersion;
    return (
      <Link href={`/models/${team}/${name}/v/${number}`}>
        {team}/{name}:{number}
      </Link>
    );
  }
  if (edge.kind === "built_from") return <Commit facts={edge.facts} />;
  const { job, url, ...rest } = edge.facts;
  return (
    <span>
      {url ? (
        <a href={url} rel="noopener noreferrer nofollow">
          {job ?? url}
        </a>
      ) : (
        job
      )}
      {Object.entries(rest).map(([name, value]) => ` ${name} ${value}`)}
    </span>
  );
}

function Commit({ facts }: { readonly facts: LineageView["facts"] }) {
  const isDirty = facts["isDirty"] === "true";
  return (
    <span>
      <span className="mono" title={facts["commit"]}>
        {facts["commit"]?.slice(0, 10)}
      </span>{" "}
      ·{" "}
      {isDirty ? (
        <Tag tone="changes" mark="stop">
          uncommitted changes
        </Tag>
      ) : (
        "clean"
      )}
      <div className="text-meta text-ink3">{facts["repository"]}</div>
    </span>
  );
}
