// The first step of a new version: a draft for files, or one that describes a model whose bytes are elsewhere.
"use client";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { ActForm } from "#components/act-form.tsx";
import { Button } from "#components/button.tsx";
import { go } from "#components/link-status.tsx";
import { Input } from "#components/field.tsx";
import { RefusalNote } from "#components/refusal-note.tsx";
import { sameOriginPath } from "#same-origin-path.ts";
import type { Picked } from "#features/uploads/upload-file.ts";
import { useAct } from "#use-act.ts";
import { leaveFiles } from "../picked-before.ts";
import { DropNotes } from "./drop-notes.tsx";
import { DropZone } from "./drop-zone.tsx";

type Begin = { readonly model: string; readonly path: string };

/** What is dropped or picked begins the draft, whose own page then sends it. */
export function BeginDraft({ model, path }: Begin) {
  const router = useRouter();
  const [picked, setPicked] = useState<Picked>({ files: [], notes: [] });
  const waiting = useRef(picked);
  const begin = useAct((api, input: { model: string }, once) => api.versions.create.mutate(input, once), {
    done: (made) => `Draft v${made.number} is created.`,
    onDone: (made) => {
      leaveFiles(made.id, waiting.current);
      router.replace(sameOriginPath(`${path}/v/${made.number}/draft`));
    },
  });
  return (
    <div className="grid gap-3">
      <DropZone
        title="Drop files or a folder here"
        onFiles={({ files, notes }) => {
          // One drop more while the draft is being begun goes with the first.
          waiting.current = { files: [...waiting.current.files, ...files], notes };
          setPicked(waiting.current);
          if (files.length > 0) void begin.submit({ model });
        }}
      >
        {begin.isPending ? "Beginning the draft…" : "This creates a draft with these files. A folder keeps its paths."}
      </DropZone>
      <DropNotes notes={picked.notes} />
      {begin.refusal && (
        <>
          <RefusalNote refusal={begin.refusal} />
          {picked.files.length > 0 && (
            <div>
              <Button onClick={() => void begin.submit({ model })}>Try again with what you picked</Button>
            </div>
          )}
        </>
      )}
      <div>
        <Button size="small" isPending={begin.isPending} onClick={() => void begin.submit({ model })}>
          Create a draft without files
        </Button>
      </div>
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
      done: (made) => `Draft v${made.number} is created.`,
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
