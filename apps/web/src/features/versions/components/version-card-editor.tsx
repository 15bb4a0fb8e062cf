// Writes a new revision of a version's card. Approvals given on the earlier one become stale.
"use client";
import { ActForm } from "#components/act-form.tsx";
import { Card } from "#components/card.tsx";
import { Textarea } from "#components/field.tsx";
import { LoadedText } from "#components/loaded-text.tsx";
import { useAct } from "#use-act.ts";

type VersionCardEditorProps = {
  readonly versionId: string;
  /** Null where the card is too long to stand in the page. */
  readonly body: string | null;
  readonly revision: number;
};

export function VersionCardEditor({ versionId, body, revision }: VersionCardEditorProps) {
  const revise = useAct(
    (api, text: string, once) => api.versions.reviseCard.mutate({ versionId, body: text, revision }, once),
    { done: (next) => `Card revision ${next.revision} is recorded.` },
  );
  return (
    <Card title={`Revision ${revision + 1}`}>
      <LoadedText
        text={body}
        of={`${versionId} ${revision}`}
        load={async (api, options) => (await api.versions.get.query({ versionId }, options)).card.body}
      >
        {(text) => (
          <ActForm key={revision} act={revise} submit="Publish the revision" read={(fields) => fields.text("body")}>
            <Textarea
              label="What this version is for, how it was trained, where it is weak"
              name="body"
              isRequired
              rows={12}
              maxLength={200_000}
              defaultValue={text}
              hint="Markdown. Each publication is a numbered revision; earlier ones stay."
            />
          </ActForm>
        )}
      </LoadedText>
    </Card>
  );
}
