// Writes a new revision of a version's card. Votes cast on the earlier one become stale.
"use client";
import type { Card as CardView } from "@chancery/core";
import { ActForm } from "#components/act-form.tsx";
import { Card } from "#components/card.tsx";
import { Textarea } from "#components/field.tsx";
import { useAct } from "#use-act.ts";

export function VersionCardEditor({ versionId, card }: { readonly versionId: string; readonly card: CardView }) {
  const revise = useAct(
    (api, body: string, once) => api.versions.reviseCard.mutate({ versionId, body, revision: card.revision }, once),
    {
      done: (next) => `Card revision ${next.revision} is recorded.`,
    },
  );
  return (
    <Card title={`Revision ${card.revision + 1}`}>
      <ActForm key={card.revision} act={revise} submit="Publish the revision" read={(fields) => fields.text("body")}>
        <Textarea
          label="What this version is for, how it was trained, what it is weak at"
          name="body"
          isRequired
          rows={12}
          maxLength={200_000}
          defaultValue={card.body}
          hint="Markdown. Votes already cast on an open promotion of this version become stale."
        />
      </ActForm>
    </Card>
  );
}
