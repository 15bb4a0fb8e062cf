// The draft of one form: restored when the form appears, kept with each letter, gone once it was sent or discarded.
"use client";
import { usePathname } from "next/navigation";
import { useLayoutEffect, useRef, useState, type RefObject } from "react";
import { fingerprint } from "#fingerprint.ts";
import { newSeed } from "#use-attempt.ts";
import { useDraftsAccount } from "./account.tsx";
import { draftAt, dropDraft, keepDraft, storage, type Draft } from "./draft-store.ts";
import { heldText, putBack, typedText } from "./form-text.ts";

/** A stale draft was typed over other content than the page shows now: it is shown, but not restored. */
export type Restored = { readonly draft: Draft; readonly isStale: boolean };

export type FormDraft = {
  readonly restored: Restored | null;
  /** After each letter. */
  keep(): void;
  /** Once it is recorded. */
  forget(): void;
  /** Forgets it and empties the form. */
  discard(): void;
  /** Puts a stale one into the form. */
  take(): void;
  /** Names what this form sends, the same after a reload. */
  seed(): string;
};

type Naming = {
  /** Tells the forms of a page apart. */
  readonly name: string;
  /** What it is about beside what its controls hold: the digests a vote is cast on. */
  readonly basis?: string | undefined;
  /** Told whether something is typed that was not sent. */
  onTyped?: ((isTyped: boolean) => void) | undefined;
};

export function useDraft(form: RefObject<HTMLFormElement | null>, { name, basis = "", onTyped }: Naming): FormDraft {
  const account = useDraftsAccount();
  const path = usePathname();
  const [restored, setRestored] = useState<Restored | null>(null);
  const own = useRef<Pick<Draft, "basis" | "seed">>(null);
  const place = account === null ? null : { account, path, form: name };
  const basisNow = () => fingerprint(JSON.stringify([basis, form.current && heldText(form.current)]));
  const ownNow = () => (own.current ??= { basis: basisNow(), seed: newSeed() });
  const take = (draft: Draft) => {
    if (form.current) putBack(form.current, draft.values);
    own.current = { basis: basisNow(), seed: draft.seed };
    onTyped?.(true);
    setRestored({ draft, isStale: false });
  };
  const forget = () => {
    own.current = null;
    onTyped?.(false);
    setRestored(null);
    if (place) dropDraft(storage(), place);
  };
  // Before the browser paints, so that an empty form is not seen first.
  useLayoutEffect(() => {
    own.current = null;
    const draft = place ? draftAt(storage(), place, Date.now()) : undefined;
    if (!draft) setRestored(null);
    else if (draft.basis === basisNow()) take(draft);
    else setRestored({ draft, isStale: true });
  }, [account, path, name]);
  return {
    restored,
    forget,
    keep: () => {
      if (!form.current) return;
      const values = typedText(form.current);
      const isTyped = JSON.stringify(values) !== JSON.stringify(heldText(form.current));
      onTyped?.(isTyped);
      if (!place) return;
      if (!isTyped) dropDraft(storage(), place);
      else keepDraft(storage(), place, { ...ownNow(), at: Date.now(), values });
    },
    discard: () => {
      form.current?.reset();
      forget();
    },
    take: () => restored && take(restored.draft),
    seed: () => ownNow().seed,
  };
}
