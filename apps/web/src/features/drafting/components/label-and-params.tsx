// The label and the params of a draft: what sealing freezes besides its files.
"use client";
import { ActForm } from "#components/act-form.tsx";
import { Input } from "#components/field.tsx";
import { useAct } from "#use-act.ts";
import { twice, type Param } from "../params-text.ts";
import { useTellTyped } from "./draft-parts.tsx";
import { isRecordOfText, useKept } from "./kept-value.tsx";
import { ParamsTable, type ParamsBefore } from "./params-table.tsx";

const areParams = (kept: unknown): kept is readonly Param[] =>
  Array.isArray(kept) && kept.every((row) => isRecordOfText(row) && Object.keys(row).length === 2);

type Edited = { readonly label: string | null; readonly params: Record<string, string> };
type LabelAndParamsProps = {
  readonly version: {
    readonly id: string;
    readonly revision: number;
    readonly label: string | null;
    readonly params: Readonly<Record<string, string>>;
  };
  /** The newest label that stands on another version. */
  readonly lastLabel: { readonly number: number; readonly text: string } | null;
  readonly before: ParamsBefore | null;
};

export function LabelAndParams({ version, lastLabel, before }: LabelAndParamsProps) {
  const edit = useAct(
    (api, input: Edited, once) =>
      api.versions.edit.mutate({ versionId: version.id, revision: version.revision, ...input }, once),
    { done: "Label and params are recorded." },
  );
  const tell = useTellTyped("label and params");
  const [params, setParams, kept] = useKept<readonly Param[]>("params", {
    held: Object.entries(version.params),
    is: areParams,
  });
  const named = params.filter(([name, value]) => name.trim() !== "" || value !== "");
  return (
    <ActForm
      act={edit}
      submit="Record label and params"
      submitKind="plain"
      onTyped={tell}
      read={(fields) =>
        twice(named).length > 0
          ? null
          : {
              label: fields.optional("label") ?? null,
              params: Object.fromEntries(named.map(([name, value]) => [name.trim(), value])),
            }
      }
    >
      <Input
        label="Label"
        name="label"
        isRequired={false}
        isMono
        defaultValue={version.label ?? ""}
        maxLength={64}
        spellCheck={false}
        placeholder={lastLabel ? "" : "1.0.0"}
        hint={`A semantic version, unique in the model${lastLabel ? `; v${lastLabel.number} has ${lastLabel.text}` : ""}.`}
      />
      <ParamsTable params={params} onChange={setParams} before={before} />
      {kept}
    </ActForm>
  );
}
