// What lies over the page on demand: palette, sheet of keys, single-key shortcuts. Here only the ear for them; each is loaded on first use.
"use client";
import { lazy, Suspense, useEffect, useState } from "react";
import { rememberKeys } from "#features/keys/keys-cookie.ts";
import { onOverlay, openOverlay, searchField, type Overlay } from "./open-overlay.ts";

const Palette = lazy(() => import("./palette.tsx").then(({ Palette: it }) => ({ default: it })));
const KeySheet = lazy(() => import("#features/keys/key-sheet.tsx").then(({ KeySheet: it }) => ({ default: it })));
const Shortcuts = lazy(() => import("#features/keys/shortcuts.tsx").then(({ Shortcuts: it }) => ({ default: it })));

/** Single letters belong to a person's own text wherever there is a field, and to a menu's type-ahead. */
const isTyping = ({ target }: KeyboardEvent) =>
  target instanceof Element && target.closest("input, textarea, select, [role=menu], [role=dialog]") !== null;

/** ⌘/Ctrl+Enter sends the form the caret stands in, by the button that says so and no other. */
function sendByChord({ target }: KeyboardEvent): void {
  const form = target instanceof Element ? target.closest("form") : null;
  form?.querySelector<HTMLButtonElement>('button[aria-keyshortcuts~="Control+Enter"]:enabled')?.click();
}

export function Overlays({ hasKeys: hadKeys }: { readonly hasKeys: boolean }) {
  const [shown, setShown] = useState<Overlay | null>(null);
  const [hasKeys, setHasKeys] = useState(hadKeys);
  const [early, setEarly] = useState<readonly KeyboardEvent[]>([]);
  useEffect(() => onOverlay((next) => setShown((before) => before ?? next)), []);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isChord = event.ctrlKey || event.metaKey;
      if (isChord && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        const had = document.activeElement;
        searchField()?.focus(); // what is typed before the palette is here is not lost
        openOverlay({ name: "palette", cameFrom: had instanceof HTMLElement ? had : undefined });
      } else if (isChord && event.key === "Enter") sendByChord(event);
      else if (hasKeys && !isChord && !event.altKey && event.isTrusted && event.key.length === 1 && !isTyping(event))
        setEarly((before) => [...before, event]); // of use until the shortcuts are here
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [hasKeys]);
  const close = () => setShown(null);
  const choose = (next: boolean) => {
    rememberKeys(next);
    setHasKeys(next);
    setEarly([]);
  };
  return (
    <Suspense fallback={null}>
      {shown?.name === "palette" && <Palette onClose={close} cameFrom={shown.cameFrom} />}
      {shown?.name === "keys" && <KeySheet hasKeys={hasKeys} onChoose={choose} onClose={close} />}
      {hasKeys && early.length > 0 && <Shortcuts early={early} />}
    </Suspense>
  );
}
