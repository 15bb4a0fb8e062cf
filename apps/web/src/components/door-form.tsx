// The form of a door: nothing that is typed at one is kept, so it brings none of what keeps drafts.
"use client";
import type { FormEvent, ReactNode } from "react";
import type { Act } from "../use-attempt.ts";
import { Button } from "./button.tsx";
import { fieldsOf, type Fields } from "./fields.ts";
import { RefusalNote } from "./refusal-note.tsx";

type DoorFormProps<I, R> = {
  readonly act: Act<I, R>;
  read(fields: Fields): I;
  readonly submit: string;
  readonly children: ReactNode;
};

export function DoorForm<I, R>({ act, read, submit, children }: DoorFormProps<I, R>) {
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void act.submit(read(fieldsOf(new FormData(event.currentTarget))));
  };
  return (
    <form onSubmit={send} className="grid gap-4">
      {children}
      {act.refusal && <RefusalNote refusal={act.refusal} />}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" kind="primary" isPending={act.isPending} aria-keyshortcuts="Control+Enter Meta+Enter">
          {submit}
        </Button>
      </div>
    </form>
  );
}
