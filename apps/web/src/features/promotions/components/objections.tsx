// What speaks against it, above everything else: objections to this promotion, and decisions on the same content before it.
import type { EarlierDecision, EarlierDecisions, PromotionView, VoteView } from "@chancery/core";
import { Link } from "#components/link.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { Time } from "#components/time.tsx";
import { promotionPath } from "../format.ts";
import { DismissForm } from "./dismissal.tsx";
import { stages } from "#known.ts";

const words = { "request-changes": "asks for changes", reject: "rejected it", approve: "approved it" } as const;

/** Each voter's last word, where it speaks against the promotion or did until it was dismissed; also those that followed from earlier requests. */
export function Objections({ promotion }: { readonly promotion: PromotionView }) {
  const objections = [...promotion.carried, ...promotion.votes].filter(
    ({ isLastWord, decision }) => isLastWord && decision !== "approve",
  );
  if (objections.length === 0) return null;
  return (
    <section aria-label="Objections" className="mt-3 grid gap-2">
      {objections.map((vote) => (
        <Objection key={vote.id} vote={vote} promotion={promotion} />
      ))}
    </section>
  );
}

type ObjectionProps = { readonly vote: VoteView; readonly promotion: Pick<PromotionView, "id" | "number"> };

function Objection({ vote, promotion }: ObjectionProps) {
  const { dismissal, castOn } = vote;
  return (
    <div
      className={`border border-l-[3px] border-line bg-surface px-3.5 py-2.25 ${dismissal ? "border-l-line" : "border-l-chg"}`}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
        <span>
          <strong className="font-semibold">{vote.printedName}</strong> {words[vote.decision]}{" "}
          {dismissal ? <StateBadge state="ended">dismissed</StateBadge> : <StateBadge state={vote.decision} />}
          {castOn !== promotion.number && (
            <span className="text-meta text-ink3">
              {" "}
              in <Link href={promotionPath({ number: castOn })}>P-{castOn}</Link>
              {vote.isStanding && ", and still blocks this request"}
            </span>
          )}
        </span>
        <span className="text-meta text-ink3">
          <Time at={vote.at} />
        </span>
      </div>
      <Quote text={vote.note} />
      {dismissal && (
        <div className="mt-2 border-t border-line pt-2">
          <span>
            <strong className="font-semibold">{dismissal.by}</strong> dismissed it{" "}
            <span className="text-meta text-ink3">
              <Time at={dismissal.at} />
            </span>
          </span>
          <Quote text={dismissal.reason} />
        </div>
      )}
      {vote.mayDismiss && <DismissForm promotionId={promotion.id} voteId={vote.id} objector={vote.printedName} />}
    </div>
  );
}

const Quote = ({ text }: { readonly text: string }) => (
  <p className="mt-1 mb-0 max-w-[72ch] wrap-anywhere whitespace-pre-wrap">“{text}”</p>
);

/** Shown on the page that asks and on the page that decides. */
export function EarlierPanel({ earlier }: { readonly earlier: EarlierDecisions }) {
  if (earlier.count === 0) return null;
  const against = earlier.items.filter(({ isObjectedTo }) => isObjectedTo);
  const others = earlier.items.filter(({ isObjectedTo }) => !isObjectedTo);
  const hidden = earlier.count - earlier.items.length;
  return (
    <section
      id="earlier"
      aria-label="Earlier decisions on the same content"
      className={`mt-3 border border-line bg-surface px-4 py-3 ${against.length > 0 ? "border-l-[3px] border-l-rej" : ""}`}
    >
      <h2 className="m-0 mb-2 text-card">Earlier decisions on the same content</h2>
      {against.length > 0 && <List decisions={against} />}
      {others.length > 0 && (
        <details className={against.length > 0 ? "mt-2" : ""} open={against.length === 0 && others.length < 4}>
          <summary className="text-meta text-ink2">
            {others.length} {others.length === 1 ? "request" : "requests"} nobody objected to
          </summary>
          <div className="mt-2">
            <List decisions={others} />
          </div>
        </details>
      )}
      {hidden > 0 && (
        <p className="mt-2 mb-0 text-meta text-ink3">
          {hidden} older {hidden === 1 ? "request" : "requests"} of the same content are not shown.
        </p>
      )}
    </section>
  );
}

const List = ({ decisions }: { readonly decisions: readonly EarlierDecision[] }) => (
  <ul className="m-0 grid list-none gap-2 p-0">
    {decisions.map((decision) => (
      <Decision key={decision.number} decision={decision} />
    ))}
  </ul>
);

function Decision({ decision }: { readonly decision: EarlierDecision }) {
  const { number, versionNumber, stage, state, requester, createdAt, decidedAt, votes, withdrawalNote } = decision;
  return (
    <li className="grid gap-x-3 gap-y-1 sm:grid-cols-[4.5rem_7rem_minmax(0,1fr)]">
      <Link href={promotionPath({ number })} className="mono">
        P-{number}
      </Link>
      <span>
        <StateBadge state={state} />
      </span>
      <div className="grid min-w-0 gap-1">
        <span>
          v{versionNumber} to {stages().labelOf(stage)}, asked by {requester}{" "}
          <span className="text-meta text-ink3">
            <Time at={decidedAt ?? createdAt} />
          </span>
        </span>
        {votes.map((vote) => (
          <span key={`${vote.printedName} ${vote.at}`} className="text-ink2 wrap-anywhere whitespace-pre-wrap">
            {vote.printedName} {words[vote.decision]}: “{vote.note}”
          </span>
        ))}
        {withdrawalNote && <span className="text-ink2 wrap-anywhere">Withdrawn: “{withdrawalNote}”</span>}
      </div>
    </li>
  );
}
