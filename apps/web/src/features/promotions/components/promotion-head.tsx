// What is asked, by whom, what it would replace, and where it stands.
import type { PromotionView } from "@chancery/core";
import { Digest } from "#components/digest.tsx";
import { Link } from "#components/link.tsx";
import { Dot, PageHeader } from "#components/page-header.tsx";
import { TierBadge } from "#components/known-badges.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { Time } from "#components/time.tsx";
import { stages } from "#known.ts";
import { MissingNote } from "#features/versions/components/missing-note.tsx";
import { approvalsText, promotionPath } from "../format.ts";
import { Headline } from "./headline.tsx";
import { RequesterDisabledWords } from "./requester-disabled.tsx";

export function PromotionHead({ promotion }: { readonly promotion: PromotionView }) {
  const model = `/models/${promotion.team}/${promotion.name}`;
  const { incumbent, candidate } = promotion.dossier ?? { incumbent: null };
  const manifest = candidate?.manifestDigest ?? promotion.digests.manifest;
  return (
    <>
      <PageHeader
        title={
          <>
            <Link href={model} className="text-ink no-underline hover:underline">
              {promotion.team}/{promotion.name}
            </Link>{" "}
            <Link href={`${model}/v/${promotion.versionNumber}`} className="text-ink no-underline hover:underline">
              v{promotion.versionNumber}
            </Link>{" "}
            → {stages().labelOf(promotion.stage)}
          </>
        }
        badges={
          <>
            <StateBadge state={promotion.state}>
              {promotion.state === "open" ? `waits: ${approvalsText(promotion)}` : undefined}
            </StateBadge>
            {promotion.tier && <TierBadge tier={promotion.tier} />}
          </>
        }
      >
        <span>
          P-{promotion.number} · asked by {promotion.requester} on <Time at={promotion.createdAt} />
        </span>
        {promotion.ticket !== null && (
          <>
            <Dot />
            <span className="wrap-anywhere">ticket {promotion.ticket}</span>
          </>
        )}
        <Dot />
        <span>uploaded by {promotion.uploader}</span>
        <Dot />
        <span>
          {incumbent ? (
            <>
              {promotion.state === "open" ? "would replace" : "beside"}{" "}
              <Link href={`${model}/v/${incumbent.number}`}>v{incumbent.number}</Link>
            </>
          ) : promotion.dossier ? (
            `nothing held ${stages().labelOf(promotion.stage)} when it was asked for`
          ) : (
            "what it was compared with is lost"
          )}
        </span>
        <Dot />
        <Digest sha256={manifest} />
        <Executed promotion={promotion} />
      </PageHeader>
      <Headline sentence={promotion.headline}>
        <Notes promotion={promotion} />
      </Headline>
    </>
  );
}

/** When the rule was met, and when and by whose act the version entered. */
function Executed({ promotion }: { readonly promotion: PromotionView }) {
  const { approvedAt, executedAt, executedBy } = promotion;
  if (executedAt === null) return null;
  return (
    <>
      <Dot />
      <span>
        {approvedAt !== null && approvedAt !== executedAt && (
          <>
            approved <Time at={approvedAt} />,{" "}
          </>
        )}
        executed by {executedBy} on <Time at={executedAt} />
      </span>
    </>
  );
}

/** What else a decider must know before reading on. */
function Notes({ promotion }: { readonly promotion: PromotionView }) {
  const { missing, isIncumbentChanged, state, stage, withdrawalNote, answeredBy, newestRevision } = promotion;
  const { requester, requesterDisabled } = promotion;
  return (
    <>
      {requesterDisabled && (
        <span>
          <strong className="font-semibold">
            Asked for by {requester}, <RequesterDisabledWords {...requesterDisabled} />.
          </strong>{" "}
          It can still be decided; an admin can withdraw it.
        </span>
      )}
      <MissingNote missing={missing} />
      {isIncumbentChanged && state === "open" && (
        <span>
          <strong className="font-semibold">
            Another version entered {stages().labelOf(stage)} since this was asked for.
          </strong>{" "}
          Revision {newestRevision} compares with it.
        </span>
      )}
      {withdrawalNote && <span className="wrap-anywhere text-ink2">“{withdrawalNote}”</span>}
      {answeredBy !== null && (
        <span className="text-ink2">
          Asked again as <Link href={promotionPath({ number: answeredBy })}>P-{answeredBy}</Link>.
        </span>
      )}
    </>
  );
}
