// A form that does one act: reads its fields, shows what the server refused and why, never pretends it worked.
"use client";
import type { FormEvent, ReactNode } from "react";
import type { Act } from "../use-act.ts";
import { Button } from "./button.tsx";
import type { ButtonLook } from "./button-classes.ts";
import { RefusalNote } from "./refusal-note.tsx";

type ActFormProps<I, R> = {
  readonly act: Act<I, R>;
  /** Input from the fields. Null sends nothing. */
  read(fields: Fields): I | null;
  readonly submit: string;
  readonly submitKind?: ButtonLook["kind"];
  readonly children?: ReactNode;
  /** Beside the button. */
  readonly aside?: ReactNode;
};

/** What was typed. */
export type Fields = {
  /** Trimmed. */
  text(name: string): string;
  /** As typed: passwords and Markdown. */
  raw(name: string): string;
  /** Undefined where nothing was typed. */
  optional(name: string): string | undefined;
  all(name: string): readonly string[];
  isChecked(name: string): boolean;
};

export function ActForm<I, R>({ act, read, submit, submitKind = "primary", children, aside }: ActFormProps<I, R>) {
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const input = read(fieldsOf(new FormData(event.currentTarget)));
    if (input !== null) act.submit(input);
  };
  return (
    <form onSubmit={send} className="grid gap-4">
      {children}
      {act.refusal && <RefusalNote refusal={act.refusal} />}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" kind={submitKind} isPending={act.isPending} aria-keyshortcuts="Control+Enter Meta+Enter">
          {submit}
        </Button>
        {aside}
      </div>
    </form>
  );
}

export function fieldsOf(form: FormData): Fields {
  const raw = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const text = (name: string) => raw(name).trim();
  return {
    text,
    raw,
    optional: (name) => text(name) || undefined,
    all: (name) => form.getAll(name).filter((value) => typeof value === "string"),
    isChecked: (name) => form.has(name),
  };
}
