// Sets, moves and removes the unprotected aliases of a model.
"use client";
import type { ModelView } from "@chancery/core";
import { ActDialog } from "#components/act-dialog.tsx";
import { ActForm } from "#components/act-form.tsx";
import { Input } from "#components/field.tsx";
import { Tag } from "#components/tag.tsx";
import { Time } from "#components/time.tsx";
import { useAct } from "#use-act.ts";

type Model = Pick<ModelView, "id" | "team" | "name" | "aliases" | "availableActions" | "blockedBecause">;

export function AliasSettings({ model }: { readonly model: Model }) {
  const canSet = model.availableActions.includes("set-alias");
  const reference = (number: string) => `${model.team}/${model.name}:${number}`;
  const set = useAct(
    async (api, input: { alias: string; number: string }, once) => {
      const version = await api.versions.get.query({ ref: reference(input.number) });
      return api.models.setAlias.mutate({ modelId: model.id, alias: input.alias, versionId: version.id }, once);
    },
    { done: (view) => `@${view.name} points at v${view.number}.` },
  );
  return (
    <div className="grid gap-3">
      {model.aliases.length === 0 && (
        <p className="m-0 text-ink2">None yet. An alias is a name moved between versions, like champion.</p>
      )}
      <ul className="m-0 grid list-none gap-1 p-0">
        {model.aliases.map((alias) => (
          <li key={alias.name} className="flex flex-wrap items-center gap-2">
            <span className="mono font-medium">@{alias.name}</span> → v{alias.number}
            <span className="text-meta text-ink3">
              since <Time at={alias.from} />, by {alias.setBy}
            </span>
            {alias.looksLike.length > 0 && (
              <Tag tone="changes" mark="stop">
                reads like {alias.looksLike.map((name) => `@${name}`).join(", ")}: remove one
              </Tag>
            )}
            {canSet && <RemoveAlias model={model} alias={alias.name} number={alias.number} />}
          </li>
        ))}
      </ul>
      {canSet && (
        <ActForm
          act={set}
          submit="Set the alias"
          submitKind="plain"
          read={(fields) => ({ alias: fields.text("alias"), number: fields.text("number") })}
        >
          <div className="flex flex-wrap gap-3">
            <Input
              label="Alias"
              name="alias"
              isRequired
              isMono
              maxLength={255}
              placeholder="champion"
              className="w-52"
            />
            <Input
              label="Version number"
              name="number"
              isRequired
              isMono
              inputMode="numeric"
              pattern="[1-9][0-9]*"
              className="w-36"
              title="A version number, like 3"
            />
          </div>
        </ActForm>
      )}
    </div>
  );
}

type RemoveAliasProps = { readonly model: Model; readonly alias: string; readonly number: number };

function RemoveAlias({ model, alias, number }: RemoveAliasProps) {
  return (
    <ActDialog
      trigger="Remove"
      triggerLook={{ size: "small", kind: "quiet" }}
      triggerLabel={`Remove alias ${alias}`}
      title={`Remove @${alias}?`}
      description={`Nobody can resolve or pull ${model.team}/${model.name}@${alias} until the alias is set again. v${number} and its stages stay as they are.`}
      act={(api, input: { modelId: string; alias: string }, once) => api.models.removeAlias.mutate(input, once)}
      read={() => ({ modelId: model.id, alias })}
      submit={`Remove @${alias}`}
      submitKind="danger"
      done={`@${alias} is removed.`}
    />
  );
}
