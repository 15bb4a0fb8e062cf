// The card of a draft: it begins as that of the version before, and is the draft's own once it is published.
"use client";
import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { ActForm } from "#components/act-form.tsx";
import { Textarea } from "#components/field.tsx";
import { useAct } from "#use-act.ts";
import { useTellTyped } from "./draft-parts.tsx";

type DraftCardProps = {
  readonly versionId: string;
  readonly revision: number;
  /** Whose text it begins with, and the text; null where it is too long to stand in the page. */
  readonly from: { readonly versionId: string; readonly body: string | null };
};

/** Comes only where a card is too long for the page. */
const LoadedText = dynamic(() => import("#components/loaded-text.tsx").then((loaded) => loaded.LoadedText));

export function DraftCard({ versionId, revision, from }: DraftCardProps) {
  const form = (text: string): ReactNode => <CardForm versionId={versionId} revision={revision} text={text} />;
  if (from.body !== null) return form(from.body);
  return (
    <LoadedText
      text={null}
      of={`${from.versionId} ${revision}`}
      load={async (api, options) => (await api.versions.get.query({ versionId: from.versionId }, options)).card.body}
    >
      {form}
    </LoadedText>
  );
}

type CardFormProps = Pick<DraftCardProps, "versionId" | "revision"> & { readonly text: string };

function CardForm({ versionId, revision, text }: CardFormProps) {
  const revise = useAct(
    (api, body: string, once) => api.versions.reviseCard.mutate({ versionId, body, revision }, once),
    { done: (next) => `Card revision ${next.revision} is recorded.` },
  );
  const tell = useTellTyped("card");
  return (
    <ActForm
      act={revise}
      submit={`Publish card revision ${revision + 1}`}
      submitKind="plain"
      draft="card"
      onTyped={tell}
      read={(fields) => fields.text("body")}
    >
      <Textarea
        label="What this version is for, how it was trained, where it is weak"
        name="body"
        isRequired
        rows={10}
        maxLength={200_000}
        defaultValue={text}
        hint="Markdown. Each publication is a numbered revision; earlier ones stay."
      />
    </ActForm>
  );
}
