// A form that does one act: reads its fields, shows what the server refused and why, never pretends it worked.
"use client";
import type { ReactNode } from "react";
import type { Act } from "../use-attempt.ts";
import { Button } from "./button.tsx";
import type { ButtonLook } from "./button-classes.ts";
import { DraftedForm } from "./drafted-form.tsx";
import { fieldsOf, type Fields } from "./fields.ts";
import { RefusalNote } from "./refusal-note.tsx";

type ActFormProps<I, R> = {
  readonly act: Act<I, R>;
  /** Input from the fields. Null sends nothing. */
  read(fields: Fields): I | null;
  readonly submit: string;
  readonly submitKind?: ButtonLook["kind"];
  readonly children?: ReactNode;
  /** Names what is typed here among the forms of its page: where several have one title, by what each is about. */
  readonly draft?: string | undefined;
  /** What it is about beside what its fields hold. */
  readonly basis?: string | undefined;
  /** Told whether something is typed that was not sent. */
  onTyped?: ((isTyped: boolean) => void) | undefined;
};

export function ActForm<I, R>({
  act,
  read,
  submit,
  submitKind = "primary",
  children,
  draft = submit,
  basis,
  onTyped,
}: ActFormProps<I, R>) {
  return (
    <DraftedForm
      draft={draft}
      basis={basis}
      onTyped={onTyped}
      send={async (form, { seed }) => {
        const input = read(fieldsOf(new FormData(form)));
        return input !== null && (await act.submit(input, seed));
      }}
      foot={
        <Button type="submit" kind={submitKind} isPending={act.isPending} aria-keyshortcuts="Control+Enter Meta+Enter">
          {submit}
        </Button>
      }
    >
      {children}
      {act.refusal && <RefusalNote refusal={act.refusal} />}
    </DraftedForm>
  );
}
