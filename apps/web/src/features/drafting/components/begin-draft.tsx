// The first step of a new version: a draft for files, or one that describes a model whose bytes are elsewhere.
"use client";
import { ActForm } from "#components/act-form.tsx";
import { Button } from "#components/button.tsx";
import { go } from "#components/link-status.tsx";
import { Input } from "#components/field.tsx";
import { RefusalNote } from "#components/refusal-note.tsx";
import { useAct } from "#use-act.ts";

type Begin = { readonly model: string; readonly path: string };

export function BeginDraft({ model, path }: Begin) {
  const begin = useAct((api, input: { model: string }, once) => api.versions.create.mutate(input, once), {
    done: (made) => `Draft v${made.number} is begun.`,
    onDone: (made) => go(`${path}/v/${made.number}/draft`),
  });
  return (
    <div className="grid justify-items-start gap-2">
      {begin.refusal && <RefusalNote refusal={begin.refusal} />}
      <Button kind="primary" isPending={begin.isPending} onClick={() => void begin.submit({ model })}>
        Begin a draft
      </Button>
    </div>
  );
}

type External = {
  readonly supplier: string;
  readonly product: string;
  readonly version: string;
  readonly endpoint?: string;
  readonly imageDigest?: string;
};

export function DescribeExternal({ model, path }: Begin) {
  const register = useAct(
    async (api, descriptor: External, once) =>
      api.versions.create.mutate({ model, kind: "external", descriptor }, once),
    {
      done: (made) => `Draft v${made.number} is begun.`,
      onDone: (made) => go(`${path}/v/${made.number}/draft`),
    },
  );
  return (
    <ActForm
      act={register}
      submit="Register an external version"
      submitKind="plain"
      read={(fields) => ({
        supplier: fields.text("supplier"),
        product: fields.text("product"),
        version: fields.text("version"),
        ...(fields.optional("endpoint") && { endpoint: fields.text("endpoint") }),
        ...(fields.optional("imageDigest") && { imageDigest: fields.text("imageDigest") }),
      })}
    >
      <Input label="Supplier" name="supplier" isRequired maxLength={200} />
      <Input label="Product" name="product" isRequired maxLength={200} />
      <Input label="Version" name="version" isRequired maxLength={200} />
      <Input label="Endpoint" name="endpoint" isRequired={false} type="url" maxLength={2000} placeholder="https://" />
      <Input
        label="Image digest"
        name="imageDigest"
        isRequired={false}
        isMono
        maxLength={71}
        placeholder="sha256:…"
        hint="Give an endpoint or an image digest."
      />
    </ActForm>
  );
}
