// Keeps what a part of a form holds that is no text of its own, such as the rows of a table, with the form's draft.
"use client";
import { useLayoutEffect, useRef, useState } from "react";
import { putBackEvent } from "#drafts/form-text.ts";

/**
 * The value, how it is set, and the control that keeps it: it belongs into the form, and nobody sees it. What was kept and
 * is not of the value's kind is dropped.
 */
export function useKept<T>(name: string, { held, is }: { readonly held: T; is(kept: unknown): kept is T }) {
  const [value, setValue] = useState(held);
  const control = useRef<HTMLTextAreaElement>(null);
  const first = useRef(held);
  const [heldText] = useState(() => JSON.stringify(held));
  useLayoutEffect(() => {
    const element = control.current;
    const read = () => {
      const kept = parsed(element?.value ?? "");
      setValue(is(kept) ? kept : first.current);
    };
    const form = element?.form;
    const readAfter = () => queueMicrotask(read); // a form is reset once its event has been heard
    if (element && element.value !== heldText) read(); // the form inside put it back before this was reached
    element?.addEventListener(putBackEvent, read);
    form?.addEventListener("reset", readAfter);
    return () => {
      element?.removeEventListener(putBackEvent, read);
      form?.removeEventListener("reset", readAfter);
    };
  }, [is, heldText]);
  const set = (next: T) => {
    setValue(next);
    const element = control.current;
    if (!element) return;
    element.value = JSON.stringify(next);
    element.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const kept = <textarea ref={control} name={name} defaultValue={heldText} hidden readOnly aria-hidden tabIndex={-1} />;
  return [value, set, kept] as const;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const isRecordOfText = (kept: unknown): kept is Readonly<Record<string, string>> =>
  typeof kept === "object" && kept !== null && Object.values(kept).every((one) => typeof one === "string");
