// Where a draft comes from: what is recorded, and the form for what is not.
"use client";
import type { LineageFact } from "@chancery/core";
import { X } from "lucide-react";
import { useState } from "react";
import { ActForm } from "#components/act-form.tsx";
import { DigestStrip } from "#components/digest.tsx";
import { Input, Select } from "#components/field.tsx";
import { LazyPicker } from "#components/lazy-picker.tsx";
import { useAct } from "#use-act.ts";
import { keyOf } from "#use-attempt.ts";
import { datasetOf, findBaseVersions, findDatasets, type PickedDataset } from "../find.ts";
import { commitPattern, factsStated } from "../lineage-facts.ts";
import { useTellTyped } from "./draft-parts.tsx";
import { isRecordOfText, useKept } from "./kept-value.tsx";

const areDatasets = (kept: unknown): kept is readonly PickedDataset[] =>
  Array.isArray(kept) && kept.every(isRecordOfText);
const none: readonly PickedDataset[] = [];

export function DraftLineage({ versionId, model }: { readonly versionId: string; readonly model: string }) {
  const record = useAct(
    async (api, facts: readonly LineageFact[], { context, signal }) => {
      // Each under a key of its own: what was recorded before one was refused is not recorded again.
      for (const fact of facts) {
        const idempotencyKey = keyOf(context.idempotencyKey.split("-", 1)[0]!, fact);
        await api.lineage.record.mutate({ versionId, fact }, { context: { idempotencyKey }, signal });
      }
    },
    { done: "The lineage is recorded." },
  );
  const tell = useTellTyped("lineage");
  const [isEmpty, setIsEmpty] = useState(false);
  const [chosen, setChosen, kept] = useKept("trainedOn", { held: none, is: areDatasets });
  return (
    <ActForm
      act={record}
      submit="Record the lineage"
      submitKind="plain"
      onTyped={tell}
      read={(fields) => {
        const facts = factsStated(fields, chosen);
        setIsEmpty(facts.length === 0);
        return facts.length === 0 ? null : facts;
      }}
    >
      <div className="grid gap-1.5">
        <LazyPicker
          label="Trained on"
          name="dataset"
          of="datasets"
          find={findDatasets}
          placeholder="Type a dataset's name"
          onChosen={({ value }) => {
            const dataset = datasetOf(value);
            if (!chosen.some(({ name, sha256 }) => name === dataset.name && sha256 === dataset.sha256))
              setChosen([...chosen, dataset]);
          }}
        />
        {chosen.length > 0 && (
          <ul className="m-0 flex list-none flex-wrap gap-1.5 p-0">
            {chosen.map((dataset) => (
              <li
                key={dataset.sha256 + dataset.name}
                className="inline-flex items-center gap-1.5 rounded border border-line bg-raised pl-1.5 text-meta"
              >
                <DigestStrip sha256={dataset.sha256} />
                <span className="min-w-0 wrap-anywhere">
                  {dataset.name} {dataset.version}
                </span>
                <button
                  type="button"
                  onClick={() => setChosen(chosen.filter((one) => one !== dataset))}
                  aria-label={`Leave out ${dataset.name} ${dataset.version}`}
                  className="grid size-6 place-items-center rounded text-ink3 hover:text-ink"
                >
                  <X aria-hidden className="size-3.5" />
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      {kept}
      <LazyPicker
        label="Base version"
        name="base"
        of={`versions like those of ${model}`}
        find={findBaseVersions(model)}
        isRequired={false}
        placeholder="Type a model's name"
      />
      <Input
        label="Repository"
        name="repository"
        isRequired={false}
        isMono
        maxLength={2000}
        spellCheck={false}
        placeholder="https://git.example/team/repository"
      />
      <div className="grid grid-cols-[minmax(0,1fr)_8.5rem] gap-2.5">
        <Input
          label="Commit"
          name="commit"
          isRequired={false}
          isMono
          minLength={40}
          maxLength={64}
          pattern={commitPattern}
          spellCheck={false}
          title="A commit is 40 or 64 hex digits"
          hint="40 hex digits"
        />
        <Select
          label="Working tree"
          name="tree"
          options={[
            { value: "clean", label: "clean" },
            { value: "dirty", label: "with changes" },
          ]}
          defaultValue="clean"
        />
      </div>
      <Input label="Job" name="job" isRequired={false} maxLength={200} placeholder="embed-train #418" />
      <Input
        label="Address of the job"
        name="jobUrl"
        isRequired={false}
        type="url"
        maxLength={2000}
        placeholder="https://jobs.example/418"
      />
      {isEmpty && (
        <p role="alert" className="m-0 text-meta text-ink2">
          Nothing is filled in yet: add what you know.
        </p>
      )}
    </ActForm>
  );
}
