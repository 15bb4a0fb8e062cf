// Lineage edges as facts: commit and dirty flag, job, datasets, base version.
import type { LineageEdge, LineageView, VersionView } from "@chancery/core";
import { Facts } from "#components/facts.tsx";
import { Link } from "#components/link.tsx";
import { isLinked, OutsideLink } from "#components/outside-link.tsx";
import { Tag } from "#components/tag.tsx";
import { versionPath } from "../format.ts";

export const lineageWords = {
  trained_on: "Trained on",
  evaluated_on: "Evaluated on",
  built_from: "Commit",
  produced_by: "Job",
  derived_from: "Derived from",
  deployed_to: "Deployed to",
} as const satisfies Record<LineageView["kind"], string>;

type Lineage = Pick<VersionView, "team" | "name" | "number" | "lineage" | "lineageCount">;

export function LineageFacts({ version }: { readonly version: Lineage }) {
  if (version.lineage.length === 0)
    return <p className="m-0 text-ink2">Nothing was recorded: no commit, job, dataset or base version.</p>;
  return (
    <>
      <Facts facts={version.lineage.map((edge) => ({ name: lineageWords[edge.kind], value: <Edge edge={edge} /> }))} />
      {version.lineageCount > version.lineage.length && (
        <p className="mt-2 mb-0 text-meta">
          <Link href={`${versionPath(version)}/lineage`}>All {version.lineageCount.toLocaleString("en")} edges</Link>
        </p>
      )}
    </>
  );
}

export function Edge({ edge }: { readonly edge: LineageEdge }) {
  switch (edge.kind) {
    case "trained_on":
    case "evaluated_on":
      return <Dataset dataset={edge.dataset} />;
    case "built_from":
      return <Commit {...edge.facts} />;
    case "produced_by":
      return <Outside name={edge.facts.job} url={edge.facts.url} />;
    case "derived_from":
      return <BaseVersion base={edge.baseVersion} />;
    case "deployed_to":
      return <Outside name={edge.facts.environment} url={edge.facts.endpoint} />;
  }
}

type Of<Kind extends LineageEdge["kind"]> = Extract<LineageEdge, { readonly kind: Kind }>;

function Dataset({ dataset }: Pick<Of<"trained_on">, "dataset">) {
  if (dataset === null) return <span className="text-ink2">a dataset you may not see</span>;
  return (
    <>
      <Link href={`/datasets/${dataset.id}`}>{dataset.name}</Link> <span className="text-ink3">{dataset.version}</span>{" "}
      {dataset.status === "withdrawn" && (
        <Tag tone="blocked" mark="stop">
          withdrawn
        </Tag>
      )}
    </>
  );
}

function BaseVersion({ base }: { readonly base: Of<"derived_from">["baseVersion"] }) {
  if (base === null) return <span className="text-ink2">a version you may not see</span>;
  const { team, name, number } = base;
  return (
    <Link href={`/models/${team}/${name}/v/${number}`}>
      {team}/{name}:{number}
    </Link>
  );
}

function Commit({ repository, commit, isDirty }: Of<"built_from">["facts"]) {
  return (
    <span>
      <span className="mono" title={commit}>
        <OutsideLink url={commitAddress(repository, commit)}>{commit.slice(0, 10)}</OutsideLink>
      </span>{" "}
      ·{" "}
      {isDirty ? (
        <Tag tone="changes" mark="stop">
          uncommitted changes
        </Tag>
      ) : (
        "clean"
      )}
      <div className="text-meta text-ink3">
        <OutsideLink url={repository} />
      </div>
    </span>
  );
}

/** Something that is not in this registry, linked where an address is known. */
function Outside({ name, url }: { readonly name: string; readonly url?: string | undefined }) {
  return (
    <>
      <OutsideLink url={url}>{name}</OutsideLink>
      {url !== undefined && !isLinked(url) && <div className="text-meta text-ink3">{url}</div>}
    </>
  );
}

/** Where GitHub, GitLab, Gitea and Forgejo show a commit. Only made of an address that is linked itself. */
const commitAddress = (repository: string, commit: string): string | undefined =>
  isLinked(repository) ? `${repository.replace(/(\.git)?\/*$/, "")}/commit/${commit}` : undefined;
