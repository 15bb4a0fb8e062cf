// A button that opens a dialog, asks for what the act needs, and closes once the server has recorded it.
"use client";
import { useState, type ReactNode } from "react";
import type { TRPCClient } from "@trpc/client";
import type { AppRouter } from "@chancery/api";
import type { Once } from "../server-state.tsx";
import { useAct } from "../use-act.ts";
import { ActForm } from "./act-form.tsx";
import type { Fields } from "./fields.ts";
import type { ButtonLook } from "./button-classes.ts";
import { Dialog } from "./dialog.tsx";

type ActDialogProps<I, R> = {
  readonly trigger: ReactNode;
  readonly triggerLook?: ButtonLook;
  readonly triggerLabel?: string;
  readonly title: string;
  readonly description?: ReactNode;
  act(api: TRPCClient<AppRouter>, input: I, once: Once): Promise<R>;
  read(fields: Fields): I;
  readonly submit: string;
  readonly submitKind?: ButtonLook["kind"];
  /** Said in a notice after it was recorded. */
  readonly done?: string;
  /** Names what is typed here; the title, unless several dialogs of a page may have one title. */
  readonly draft?: string;
  /** Keeps the dialog open and shows this in place of the form: for secrets that are shown once. */
  shown?(result: R): ReactNode;
  readonly children?: ReactNode;
};

export function ActDialog<I, R>({
  act,
  done,
  shown,
  read,
  submit,
  submitKind,
  children,
  description,
  draft,
  ...dialog
}: ActDialogProps<I, R>) {
  const [isOpen, setIsOpen] = useState(false);
  const doing = useAct(act, { ...(done !== undefined && { done }), onDone: () => !shown && setIsOpen(false) });
  const change = (next: boolean) => {
    setIsOpen(next);
    if (!next) doing.reset();
  };
  const secret = shown && doing.result !== undefined ? shown(doing.result) : null;
  return (
    <Dialog
      {...dialog}
      description={secret ? undefined : description}
      isHeld={secret !== null}
      isOpen={isOpen}
      onOpenChange={change}
    >
      {secret ?? (
        <ActForm
          act={doing}
          read={read}
          submit={submit}
          submitKind={submitKind ?? "primary"}
          draft={draft ?? dialog.title}
        >
          {children}
        </ActForm>
      )}
    </Dialog>
  );
}
