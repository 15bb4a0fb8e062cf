// The margin of a review: gates in words, the decision or why there is none, votes, what they bind to.
import { capacityInWords, voteParts, type PromotionView, type VotePart } from "@chancery/core";
import { Card } from "#components/card.tsx";
import { Digest } from "#components/digest.tsx";
import { Facts } from "#components/facts.tsx";
import { StateBadge, StateIcon } from "#components/state-badge.tsx";
import { Time } from "#components/time.tsx";
import { only } from "#only.ts";
import { Decision } from "./decision.tsx";

const decisionNeeds = [
  "id",
  "state",
  "stage",
  "versionNumber",
  "digests",
  "revision",
  "availableActions",
  "blockedBecause",
  "hasDismissed",
  "requester",
  "requesterDisabled",
] as const;

const partNames = {
  manifest: "Manifest",
  card: "Version card",
  modelCard: "Model card",
  tags: "Tags",
  evaluations: "Evaluations",
  lineage: "Lineage",
  tier: "Tier",
  incumbent: "Incumbent",
  policy: "Policy",
} as const satisfies Record<VotePart, string>;

export function PromotionRail({ promotion }: { readonly promotion: PromotionView }) {
  const changed = new Set(
    promotion.revisions.flatMap(({ number, changed }) => (number <= promotion.revision ? changed : [])),
  );
  return (
    <>
      <Card title={promotion.dossier ? `Gates — policy ${promotion.dossier.policy.label}` : "Gates"}>
        <ul className="m-0 grid list-none gap-3 p-0">
          {promotion.gates.map((gate) => (
            <li key={gate.rule} className="flex items-start gap-2">
              <StateIcon state={gate.status} />
              <span className="min-w-0">
                {gate.rule}
                <span className="block text-meta text-ink3">{gate.detail}</span>
              </span>
            </li>
          ))}
        </ul>
      </Card>
      <Decision promotion={only(promotion, decisionNeeds)} />
      {promotion.votes.length > 0 && <Votes promotion={promotion} />}
      <Card title="What a vote binds to">
        <Facts
          facts={[
            ...voteParts.flatMap((part) => {
              const sha256 = promotion.digests[part];
              if (sha256 === undefined) return [];
              const value = (
                <span className="inline-flex flex-wrap items-center gap-1">
                  <Digest sha256={sha256} hasPrefix={false} />
                  {changed.has(part) && <StateBadge state="stale">changed since asked</StateBadge>}
                </span>
              );
              return [{ name: partNames[part], value }];
            }),
            {
              name: "Dossier",
              value: (
                <span className="inline-flex flex-wrap items-center gap-1">
                  <Digest sha256={promotion.dossierDigest} hasPrefix={false} />
                  <span className="text-meta text-ink3">revision {promotion.revision}</span>
                </span>
              ),
            },
          ]}
        />
      </Card>
    </>
  );
}

function Votes({ promotion }: { readonly promotion: PromotionView }) {
  return (
    <Card title={`Votes ${promotion.votes.length}`}>
      <ul className="m-0 grid list-none gap-3 p-0">
        {promotion.votes.map((vote) => (
          <li key={vote.id} className="grid gap-1">
            <span className="flex flex-wrap items-center gap-2">
              <StateBadge state={vote.decision} />
              {vote.isStale && <StateBadge state="stale" />}
              {vote.dismissal && <StateBadge state="ended">dismissed</StateBadge>}
              {vote.isAlone && <StateBadge state="blocked">completed alone</StateBadge>}
              {vote.unvouched !== null && <StateBadge state="blocked">not vouched for independently</StateBadge>}
              <span className="font-medium">{vote.printedName}</span>
            </span>
            <span className="whitespace-pre-wrap">{vote.note}</span>
            {vote.conditions.length > 0 && (
              <ul aria-label="Conditions" className="m-0 grid gap-1 pl-4">
                {vote.conditions.map((condition, n) => (
                  <li key={n} className="wrap-anywhere">
                    {condition}
                  </li>
                ))}
              </ul>
            )}
            <span className="text-meta text-ink3">
              signed as {vote.meaning} · <Time at={vote.at} />
              {vote.capacity && ` · ${capacityInWords(vote.capacity)}`}
              {vote.renews !== null && " · renews their earlier vote"}
              {promotion.newestRevision > 1 && ` · on revision ${vote.revision}`}
              {vote.staleBecause !== null && ` · ${vote.staleBecause}`}
              {vote.dismissal && ` · dismissed by ${vote.dismissal.by}`}
              {vote.hasValidated && " · its voter also recorded a validation evaluation"}
              {vote.isAlone && " · its voter had dismissed an objection, and nobody else could vote"}
              {vote.unvouched !== null &&
                ` · nobody independent had vouched for the holder of the account of ${vote.unvouched}`}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
