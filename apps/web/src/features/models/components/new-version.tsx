// Two ways to a new version: files by the command line, or a descriptor of a model whose bytes are elsewhere.
"use client";
import { useState } from "react";
import { ActForm } from "#components/act-form.tsx";
import { CodeLine } from "#components/code-line.tsx";
import { Dialog } from "#components/dialog.tsx";
import { go } from "#components/link-status.tsx";
import { Input } from "#components/field.tsx";
import { useAct } from "#use-act.ts";

type External = { supplier: string; product: string; version: string; endpoint?: string; imageDigest?: string };

export function NewVersion({ model, path }: { readonly model: string; readonly path: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const register = useAct(
    async (api, descriptor: External, once) =>
      api.versions.create.mutate({ model, kind: "external", descriptor }, once),
    {
      done: (made) => `Registered v${made.number}, a draft.`,
      onDone: (made) => go(`${path}/v/${made.number}`),
    },
  );
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger="New version"
      triggerLook={{ kind: "primary" }}
      title="New version"
    >
      <div className="grid gap-2">
        <h3 className="m-0 text-card">From files</h3>
        <CodeLine code={`chancery push PATH… --to ${model}`} />
        <p className="m-0 text-meta text-ink3">
          Resumes when interrupted, sends no byte the registry already has, and seals what it sent.
        </p>
      </div>
      <div className="grid gap-2 border-t border-line pt-4">
        <h3 className="m-0 text-card">External: a vendor model, an API, a container image</h3>
        <ActForm
          act={register}
          submit="Register an external version"
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
          <Input
            label="Endpoint"
            name="endpoint"
            isRequired={false}
            type="url"
            maxLength={2000}
            placeholder="https://"
          />
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
      </div>
    </Dialog>
  );
}
