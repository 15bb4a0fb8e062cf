// A new token: for whom, what it may do, until when. Shown once.
"use client";
import type { Permission } from "@chancery/core";
import { useState } from "react";
import { ActDialog } from "#components/act-dialog.tsx";
import type { Fields } from "#components/fields.ts";
import { CodeLine } from "#components/code-line.tsx";
import { Checkbox, Input, Select, type Option } from "#components/field.tsx";
import { SecretOnce } from "#components/secret-once.tsx";
import type { ScopeOptions } from "../format.ts";

type CreateTokenProps = { readonly actorId: string; readonly holder: string; readonly scopes: ScopeOptions };
/** `*`, `read`, or a permission by name. */
type Scope = "*" | "read" | Permission;
type NewToken = {
  readonly actorId: string;
  readonly name: string;
  readonly scopes: Scope[];
  readonly expiresInDays: number;
};

const lives = [30, 90, 180, 365].map((days) => ({ value: String(days), label: `${days} days` }));

export function CreateToken({ actorId, holder, scopes }: CreateTokenProps) {
  const read = (fields: Fields): NewToken => ({
    actorId,
    name: fields.text("name"),
    scopes: scopesOf(fields),
    expiresInDays: Number(fields.text("expiresInDays")),
  });
  return (
    <ActDialog
      trigger={holder === "Yours" ? "New token" : `New token for ${holder}`}
      triggerLook={{ kind: "primary" }}
      title={holder === "Yours" ? "New API token" : `New API token for ${holder}`}
      act={(api, input: NewToken, once) => api.tokens.create.mutate(input, once)}
      read={read}
      submit="Create token"
      shown={({ token }) => <Created token={token} />}
    >
      <Input
        label="Name"
        name="name"
        isRequired
        maxLength={100}
        hint="Where it will be used, for example “ci of fraud-scorer”."
      />
      <Reach scopes={scopes} />
      <Select label="Expires after" name="expiresInDays" options={lives} defaultValue="90" />
    </ActDialog>
  );
}

/** The form offers nothing but scopes; the server judges them again. */
const scopesOf = (fields: Fields) => {
  const reach = fields.text("reach");
  return [...(reach === "chosen" ? [] : [reach]), ...fields.all("scope")] as Scope[];
};

function Reach({ scopes: { alone, named } }: { readonly scopes: ScopeOptions }) {
  const [isChosen, setIsChosen] = useState(false);
  return (
    <fieldset className="m-0 grid gap-2 border-0 p-0">
      <legend className="mb-1 p-0 text-meta font-medium text-ink2">May do</legend>
      {reaches.map((reach) => (
        <label key={reach.value} className="flex cursor-pointer items-baseline gap-2">
          <input
            type="radio"
            name="reach"
            value={reach.value}
            defaultChecked={reach.value === "*"}
            onChange={() => setIsChosen(reach.value === "chosen")}
            className="size-4 translate-y-0.75 accent-accent"
          />
          {reach.label}
        </label>
      ))}
      {isChosen && <Permissions label="Permissions" options={alone} />}
      {named.length > 0 && (
        <>
          <p className="mt-2 mb-0 text-meta text-ink2">
            These acts need a second person, and no choice above includes them. Tick the ones this token needs, for
            example <span className="mono">promotion:vote</span> to vote on the command line.
          </p>
          <Permissions label="Acts that need a second person" options={named} />
        </>
      )}
    </fieldset>
  );
}

/** All of them: a choice that has to be scrolled to within a form is not seen. */
function Permissions({ label, options }: { readonly label: string; readonly options: readonly Option[] }) {
  return (
    <div className="grid gap-2 border border-line px-3 py-2" role="group" aria-label={label}>
      {options.map((option) => (
        <Checkbox
          key={option.value}
          name="scope"
          value={option.value}
          label={<span className="mono">{option.value}</span>}
          hint={option.label}
        />
      ))}
    </div>
  );
}

const reaches: readonly Option[] = [
  { value: "*", label: "Everything its holder may do, except what needs a second person" },
  { value: "read", label: "Only reading" },
  { value: "chosen", label: "Only what I choose" },
];

function Created({ token }: { readonly token: string }) {
  return (
    <div className="grid gap-4">
      <SecretOnce what="token" secret={token}>
        The server keeps only its hash and will not show it again.
      </SecretOnce>
      <div className="grid gap-1">
        <p className="m-0 text-meta text-ink3">Then sign in on the command line, and paste it where it asks:</p>
        <CodeLine code={`chancery login ${location.origin}`} />
      </div>
    </div>
  );
}
