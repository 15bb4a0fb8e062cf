// The margin of a version: how to fetch it, what it was built from, its params, its digests, its promotions.
import type { VersionView } from "@chancery/core";
import { Card } from "#components/card.tsx";
import { Digest } from "#components/digest.tsx";
import { Facts } from "#components/facts.tsx";
import { Link } from "#components/link.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { Time } from "#components/time.tsx";
import { stages } from "#known.ts";
import { versionPath } from "../format.ts";
import { LineageFacts } from "./lineage-facts.tsx";
import { Snippets } from "./snippets.tsx";

/** The others stand on a page of their own. */
const promotionsShown = 5;

export function VersionRail({ version }: { readonly version: VersionView }) {
  const following = stages()
    .upToRelease.filter(({ id, isExclusive }) => isExclusive && version.stages.includes(id))
    .at(-1)?.id;
  const params = Object.entries(version.params);
  return (
    <>
      {version.state === "sealed" && (
        <Card title="Use this version">
          <Snippets
            model={`${version.team}/${version.name}`}
            number={version.number}
            versionId={version.id}
            {...(following && { following })}
          />
        </Card>
      )}
      <Card title="Built from">
        <LineageFacts version={version} />
      </Card>
      <Card title={`Params ${params.length}`}>
        {params.length === 0 ? (
          <p className="m-0 text-ink2">None were given.</p>
        ) : (
          <Facts facts={params.map(([name, value]) => ({ name, value: <span className="mono">{value}</span> }))} />
        )}
      </Card>
      {version.digests && (
        <Card title="What votes bind to">
          <Facts
            facts={[
              { name: "Manifest", value: <Digest sha256={version.digests.manifest} hasPrefix={false} /> },
              { name: "Card", value: <Digest sha256={version.digests.card} hasPrefix={false} /> },
              { name: "Evaluations", value: <Digest sha256={version.digests.evaluations} hasPrefix={false} /> },
              { name: "Policy", value: <Digest sha256={version.digests.policy} hasPrefix={false} /> },
            ]}
          />
        </Card>
      )}
      <Card title={`Promotions ${version.promotionCount}`}>
        {version.promotions.length === 0 ? (
          <p className="m-0 text-ink2">None was asked for yet.</p>
        ) : (
          <ul className="m-0 grid list-none gap-2 p-0">
            {version.promotions.slice(0, promotionsShown).map((promotion) => (
              <li key={promotion.number} className="flex flex-wrap items-center gap-2">
                <Link href={`/promotions/${promotion.number}`}>P-{promotion.number}</Link> →{" "}
                {stages().labelOf(promotion.stage)}
                <StateBadge state={promotion.state} />
                <span className="text-meta text-ink3">
                  <Time at={promotion.createdAt} />
                </span>
              </li>
            ))}
          </ul>
        )}
        {version.promotionCount > promotionsShown && (
          <p className="mt-2 mb-0 text-meta">
            <Link href={`${versionPath(version)}/promotions`}>All promotions of v{version.number}</Link>
          </p>
        )}
      </Card>
      <Card title="Facts">
        <Facts
          facts={[
            { name: "Registered", value: <Time at={version.createdAt} /> },
            { name: "By", value: version.createdBy },
            { name: "Sealed", value: version.sealedAt ? <Time at={version.sealedAt} /> : "not yet" },
            { name: "Version id", value: <span className="mono">{version.id}</span> },
          ]}
        />
      </Card>
    </>
  );
}
