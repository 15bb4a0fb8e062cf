// The margin of a model: how to use it, its aliases, its rule, its dates.
import type { ModelView } from "@chancery/core";
import { Card } from "#components/card.tsx";
import { Digest } from "#components/digest.tsx";
import { Facts } from "#components/facts.tsx";
import { Link } from "#components/link.tsx";
import { Time } from "#components/time.tsx";
import { stages } from "#known.ts";
import { Snippets } from "#features/versions/components/snippets.tsx";

export function ModelRail({ model }: { readonly model: ModelView }) {
  const { release } = stages();
  const released = model.stages.find((holder) => holder.stage === release.id);
  const path = `/models/${model.team}/${model.name}`;
  const [owner] = model.owners;
  return (
    <>
      <Card title="Use this model">
        {released ? (
          <Snippets
            model={`${model.team}/${model.name}`}
            number={released.number}
            versionId={released.versionId}
            following={release.id}
          />
        ) : (
          <p className="m-0 text-ink2">Nothing to follow yet: no version is in {release.label}.</p>
        )}
      </Card>
      <Card title={`Aliases ${model.aliases.length}`}>
        {model.aliases.length === 0 ? (
          <p className="m-0 text-ink2">None. An alias is a name you move between versions, like champion.</p>
        ) : (
          <Facts
            facts={model.aliases.map((alias) => ({
              name: `@${alias.name}`,
              value: (
                <>
                  <Link href={`${path}/v/${alias.number}`}>v{alias.number}</Link>{" "}
                  <span className="text-meta text-ink3">by {alias.setBy}</span>
                </>
              ),
            }))}
          />
        )}
      </Card>
      <Card title="Facts">
        <Facts
          facts={[
            { name: "Team", value: model.team },
            ...(owner && owner.to === null
              ? [
                  { name: "Owner", value: owner.name },
                  { name: "Owner since", value: <Time at={owner.from} /> },
                ]
              : []),
            { name: "Registered", value: <Time at={model.createdAt} /> },
            { name: "By", value: model.createdBy },
            { name: "Visible to", value: model.visibility },
            { name: "Policy", value: <span title={`sha256:${model.policy.digest}`}>{model.policy.label}</span> },
            { name: "Its digest", value: <Digest sha256={model.policy.digest} hasPrefix={false} /> },
            { name: "Model id", value: <span className="mono">{model.id}</span> },
          ]}
        />
      </Card>
    </>
  );
}
