// Single-letter shortcuts. Each acts on what the page itself offers, so it can do nothing that a click could not.
"use client";
import { useEffect, useRef } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import { openOverlay, searchField } from "#features/palette/open-overlay.ts";
import { keyed } from "./keys.ts";

/** How long a `g` waits for its second letter. */
const sequenceMs = 1000;

/** `early` were pressed before this was loaded: they are pressed again, once. */
export function Shortcuts({ early }: { readonly early: readonly KeyboardEvent[] }) {
  const begunAt = useRef(0);
  const isSecond = () => performance.now() - begunAt.current < sequenceMs;
  const go = (href: string) => () => {
    if (!isCovered()) placeOf(href)?.click();
  };
  const options = { useKey: true, preventDefault: true, ignoreEventWhen: () => isCovered() || isSecond() };
  const sequence = { useKey: true, sequenceTimeoutMs: sequenceMs };
  useHotkeys("g>m", go("/models"), sequence);
  useHotkeys("g>r", go("/reviews"), sequence);
  useHotkeys("g>a", go("/audit"), sequence);
  useHotkeys("shift+?, ?", () => openOverlay({ name: "keys" }), options);
  useHotkeys("/", () => firstField()?.focus(), options);
  useHotkeys("j", () => step(1), options);
  useHotkeys("k", () => step(-1), options);
  useHotkeys("o", () => (rowLinks().find(isFocused) ?? rowLinks()[0])?.click(), options);
  useHotkeys("c", () => document.querySelector<HTMLElement>(keyed("c"))?.click(), options);
  useHotkeys("a", () => document.querySelector<HTMLElement>(keyed("a"))?.focus(), options);
  useHotkeys("g", () => void (begunAt.current = performance.now()), { useKey: true, ignoreEventWhen: isCovered });
  const pressed = useRef(early);
  useEffect(() => {
    for (const { key, code, shiftKey } of pressed.current) {
      const again = { key, code, shiftKey, bubbles: true, cancelable: true };
      document.dispatchEvent(new KeyboardEvent("keydown", again));
      document.dispatchEvent(new KeyboardEvent("keyup", again));
    }
    pressed.current = [];
  }, []);
  return null;
}

/** A dialog or menu lies over the page: letters belong to it. A notice is a dialog too, but a modest one. */
const isCovered = () => document.querySelector('[role=dialog]:not([aria-modal="false"]), [role=menu]') !== null;

/** Only where the side nav leads too. */
const placeOf = (href: string) => document.querySelector<HTMLElement>(`nav[aria-label=Main] a[href="${href}"]`);

const firstField = () => document.querySelector<HTMLElement>("main form[role=search] input") ?? searchField();

/** What each row of the page's tables is opened by. */
const rowLinks = () =>
  [...document.querySelectorAll("main tbody tr")].flatMap(
    (row) => row.querySelector<HTMLAnchorElement>("th a[href], td a[href]") ?? [],
  );
const isFocused = (element: Element) => element.closest("tr")?.contains(document.activeElement) ?? false;

function step(by: 1 | -1): void {
  const links = rowLinks();
  const at = links.findIndex(isFocused);
  const next = at < 0 ? links[0] : links[Math.min(Math.max(at + by, 0), links.length - 1)];
  next?.focus();
}
