// The model's card, or why there is none.
import type { ModelView } from "@chancery/core";
import { BlockedNote } from "#components/blocked-note.tsx";
import { reasonsFor } from "#components/reasons-for.ts";
import { Card } from "#components/card.tsx";
import { Link } from "#components/link.tsx";
import { CardText } from "#components/card-text.tsx";
import { Time } from "#components/time.tsx";
import { withParams } from "#search-params.ts";

/** `part`: which part of a card that one page does not hold. */
export function ModelCard({ model, part }: { readonly model: ModelView; readonly part: number }) {
  const { card } = model;
  const canUpdate = model.availableActions.includes("update");
  if (card.revision === 0)
    return (
      <Card title="Card">
        <p className="m-0 text-ink2">
          No card is written yet.{" "}
          {canUpdate ? (
            <Link href={`/models/${model.team}/${model.name}/settings#card`}>
              Write what it is for, and what it is not for.
            </Link>
          ) : (
            "What the model is for, and what it is not for, will appear here."
          )}
        </p>
        <BlockedNote reasons={reasonsFor(model, "update", "create-version")} />
      </Card>
    );
  return (
    <Card
      title="Card"
      aside={
        <span className="text-meta text-ink3">
          revision {card.revision}
          {card.author && <> by {card.author}</>}
          {card.at && (
            <>
              {" "}
              · <Time at={card.at} />
            </>
          )}
        </span>
      }
    >
      <CardText
        text={card.body}
        part={part}
        partHref={(other) => withParams(`/models/${model.team}/${model.name}`, { part: String(other) })}
      />
      <BlockedNote reasons={reasonsFor(model, "create-version")} />
    </Card>
  );
}
