// The cards it is decided on: the version's with what changed against the incumbent's, and the model's own.
import type { CardUnderReview, PromotionView } from "@chancery/core";
import { Card } from "#components/card.tsx";
import { ShortCardText } from "#components/card-text.tsx";
import { Link } from "#components/link.tsx";
import { TextDiffView } from "#components/text-diff.tsx";
import { Time } from "#components/time.tsx";

/** Of either card, and of what changed in either, in bytes of the page: one that takes more is read on its own page. */
const maxShown = 60_000;
const maxDiff = 40_000;

export function CardsPanel({ promotion }: { readonly promotion: PromotionView }) {
  const { card, modelCard, dossier } = promotion;
  const model = `/models/${promotion.team}/${promotion.name}`;
  const whole = `${model}/v/${promotion.versionNumber}/card`;
  const incumbent = dossier?.incumbent;
  return (
    <>
      <Card id="card" title="Card" aside={<Written card={card} />}>
        {card.body === "" && <p className="m-0 text-chg">This version has no card.</p>}
        {card.diff && incumbent ? (
          <>
            <h3 className="m-0 mb-1 text-meta font-medium text-ink2">Against the card of v{incumbent.number}</h3>
            <TextDiffView diff={card.diff} most={maxDiff} />
            {card.body !== "" && (
              <details className="mt-3">
                <summary className="text-meta text-ink2">Read the whole card</summary>
                <Whole card={card} href={whole} prefix="card" />
              </details>
            )}
          </>
        ) : (
          card.body !== "" && (
            <>
              {incumbent && <p className="m-0 mb-2 text-ink2">The same text as the card of v{incumbent.number}.</p>}
              <Whole card={card} href={whole} prefix="card" />
            </>
          )
        )}
      </Card>
      <Card title="Model card" aside={<Written card={modelCard} />}>
        {modelCard.diff && (
          <>
            <h3 className="m-0 mb-1 text-meta font-medium text-ink2">Changed after the request</h3>
            <TextDiffView diff={modelCard.diff} most={maxDiff} />
          </>
        )}
        {modelCard.body === "" ? (
          <p className="m-0 text-ink2">The model has no card.</p>
        ) : (
          <details>
            <summary className="text-meta text-ink2">Read the model card</summary>
            <Whole card={modelCard} href={model} prefix="model-card" />
          </details>
        )}
      </Card>
    </>
  );
}

function Written({ card }: { readonly card: CardUnderReview }) {
  if (card.at === null) return null;
  return (
    <span className="text-meta text-ink3">
      revision {card.revision}
      {card.author && ` by ${card.author}`} · <Time at={card.at} />
    </span>
  );
}

function Whole({
  card,
  href,
  prefix,
}: {
  readonly card: CardUnderReview;
  readonly href: string;
  readonly prefix: string;
}) {
  const instead = (
    <p className="m-0 text-ink2">
      Too long to show here: {card.body.length.toLocaleString("en")} characters.{" "}
      <Link href={href}>Read it on its own page</Link>.
    </p>
  );
  return <ShortCardText text={card.body} prefix={prefix} most={maxShown} instead={instead} />;
}
