// The search field of the top bar. Typing opens the palette with what was typed; without script it searches the models.
"use client";
import { Search } from "lucide-react";
import { useSyncExternalStore, type FormEvent } from "react";
import { markEntered, openOverlay, searchField } from "./open-overlay.ts";

const never = () => () => undefined;
const chordHere = () => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘K" : "Ctrl K");
const chordUnknown = () => "Ctrl K";

/** Enter may come before the palette does, which then acts on it. */
function enter(event: FormEvent): void {
  const field = searchField();
  if (!field) return;
  event.preventDefault();
  markEntered(field);
  openOverlay({ name: "palette" });
}

export function SearchField() {
  const chord = useSyncExternalStore(never, chordHere, chordUnknown);
  return (
    <form
      action="/models"
      role="search"
      aria-label="Everything"
      onSubmit={enter}
      className="relative w-full max-w-80 min-w-0"
    >
      <Search aria-hidden className="size-3.5 pointer-events-none absolute top-2.25 left-2.5 text-ink3" />
      <input
        id="search"
        type="search"
        name="q"
        autoComplete="off"
        aria-label="Search or run a command"
        aria-keyshortcuts="Control+K Meta+K"
        placeholder="Search or run a command"
        onInput={() => openOverlay({ name: "palette" })}
        className="min-h-8 w-full rounded border border-control bg-surface py-1 pr-14 pl-7.5 text-ink placeholder:text-ink3"
      />
      <kbd
        aria-hidden
        className="pointer-events-none absolute top-1.5 right-2 hidden bg-surface text-[0.75rem] text-ink3 sm:block"
      >
        {chord}
      </kbd>
    </form>
  );
}
