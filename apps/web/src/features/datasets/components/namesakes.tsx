// Datasets that people would take for this one: same team, name and version, other bytes.
import type { DatasetView } from "@chancery/core";
import { Digest } from "#components/digest.tsx";
import { Link } from "#components/link.tsx";
import { VerdictLine } from "#components/verdict-line.tsx";
import { DatasetStatus } from "./dataset-table.tsx";

export function Namesakes({ dataset }: { readonly dataset: DatasetView }) {
  const { namesakes, team, name, version } = dataset;
  if (namesakes.length === 0) return null;
  return (
    <VerdictLine>
      <strong className="font-semibold">
        Team {team} has other bytes under {name} {version} too.
      </strong>{" "}
      Go by the digest:
      <ul className="m-0 mt-1 grid list-none gap-1 p-0">
        {namesakes.map((other) => (
          <li key={other.id} className="flex flex-wrap items-center gap-2">
            <Link href={`/datasets/${other.id}`}>
              {other.name} {other.version}
            </Link>
            <Digest sha256={other.sha256} />
            <DatasetStatus dataset={other} />
          </li>
        ))}
      </ul>
    </VerdictLine>
  );
}
