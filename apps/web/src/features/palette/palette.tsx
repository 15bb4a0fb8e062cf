// The palette: acts on the page, search of everything, places to go. Nothing of it is loaded before it is first opened.
"use client";
import { Autocomplete } from "@base-ui/react/autocomplete";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { CoverDialog } from "#components/dialog.tsx";
import { useStages } from "#components/known-labels.tsx";
import { go } from "#components/link-status.tsx";
import { useNotices } from "#components/notices.tsx";
import { refusalOf } from "#refusal.ts";
import { useApi } from "#server-state.tsx";
import { useRested } from "#use-rested.ts";
import { readCommand, sectionsFor, type Choice, type Section } from "./choices.ts";
import { openOverlay, takeOver } from "./open-overlay.ts";
import { pageActs, places } from "./page-acts.ts";

type PaletteProps = {
  onClose(): void;
  readonly cameFrom: HTMLElement | undefined;
};

export function Palette({ onClose, cameFrom }: PaletteProps) {
  const [text, setText] = useState("");
  const [offered] = useState(() => ({ acts: pageActs(), places: places() }));
  const command = useMemo(() => readCommand(text), [text]);
  const search = useSearch(command.sought);
  const found = command.sought === "" ? [] : (search.found ?? []);
  const sections = sectionsFor(command, { ...offered, found }, useStages());
  const chosen = useRef<Choice | null>(null);
  const act = useChoice();
  const [isOpen, setIsOpen] = useState(true);
  const choose = (choice: Choice) => {
    chosen.current = choice;
    setIsOpen(false);
  };
  const { onKeyDown, enter } = useEnter({ sections, isWaiting: search.isWaiting, text, choose });
  const takeTyped = () => {
    const { typed, isEntered } = takeOver();
    setText(text + typed);
    if (isEntered) enter(text + typed);
  };
  const closed = () => {
    onClose();
    if (!chosen.current) return;
    document.getElementById("main")?.focus(); // out of the field it may have come from: the page's keys work there
    act(chosen.current);
  };
  return (
    <CoverDialog
      title="Search or run a command"
      isBare
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      onClosed={closed}
      focusAfter={() => (chosen.current !== null ? false : (cameFrom ?? true))}
    >
      <Autocomplete.Root
        inline
        open
        mode="none"
        autoHighlight="always"
        keepHighlight
        items={sections}
        value={text}
        onValueChange={(next, { reason }) => reason !== "item-press" && setText(next)}
        itemToStringValue={(choice: Choice) => choice.label}
      >
        <Autocomplete.Input
          aria-label="Search or run a command"
          placeholder="A model, team/name:12, P-12, a SHA-256, or what to do"
          autoFocus
          onFocus={takeTyped}
          onKeyDown={onKeyDown}
          maxLength={200}
          className="w-full border-b border-line bg-surface px-4 py-3 text-[0.9375rem] text-ink -outline-offset-2 placeholder:text-ink3"
        />
        <Autocomplete.List className="max-h-[60vh] overflow-y-auto py-1">
          {(section: Section) => <Group key={section.value} section={section} choose={choose} />}
        </Autocomplete.List>
        <Autocomplete.Status className="border-t border-line px-4 py-2 text-meta text-ink3">
          {statusOf({ ...search, sections, sought: command.sought })}
        </Autocomplete.Status>
      </Autocomplete.Root>
    </CoverDialog>
  );
}

function Group({ section, choose }: { readonly section: Section; choose(choice: Choice): void }) {
  return (
    <Autocomplete.Group items={section.items}>
      <Autocomplete.GroupLabel className="px-4 pt-2 pb-1 text-label text-ink3">{section.value}</Autocomplete.GroupLabel>
      <Autocomplete.Collection>
        {(choice: Choice) => (
          <Autocomplete.Item
            key={choice.id}
            value={choice}
            onClick={() => choose(choice)}
            className="flex min-h-9 cursor-pointer flex-wrap items-baseline justify-between gap-x-4 px-4 py-1.75 outline-none select-none data-highlighted:bg-raised data-highlighted:shadow-[inset_2px_0_0_var(--accent)]"
          >
            <span className="min-w-0">{choice.label}</span>
            {choice.detail && <span className="min-w-0 text-meta text-ink3">{choice.detail}</span>}
          </Autocomplete.Item>
        )}
      </Autocomplete.Collection>
    </Autocomplete.Group>
  );
}

function useSearch(sought: string) {
  const api = useApi();
  const q = useRested(sought);
  const answer = useQuery({
    queryKey: ["search", q],
    queryFn: ({ signal }) => api.search.find.query({ q }, { signal }),
    enabled: q !== "",
    placeholderData: keepPreviousData,
  });
  const isWaiting = sought !== "" && (q !== sought || answer.isPending || answer.isPlaceholderData);
  return { found: answer.data?.items, isWaiting, error: answer.error };
}

type Entering = {
  readonly sections: readonly Section[];
  readonly isWaiting: boolean;
  readonly text: string;
  choose(choice: Choice): void;
};

/** Enter before the server has answered opens the first thing found once it has: typing a name and Enter is enough. */
function useEnter({ sections, isWaiting, text, choose }: Entering) {
  const [enteredOn, setEnteredOn] = useState<string | null>(null);
  const first = sections[0];
  useEffect(() => {
    if (enteredOn === null || isWaiting) return;
    setEnteredOn(null);
    if (enteredOn === text && first?.items[0]) choose(first.items[0]);
  });
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement> & { preventBaseUIHandler?: () => void }) => {
    if (event.key !== "Enter" || !isWaiting || first?.value === "On this page") return;
    event.preventDefault();
    event.preventBaseUIHandler?.();
    setEnteredOn(text);
  };
  return { onKeyDown, enter: setEnteredOn };
}

function useChoice(): (choice: Choice) => void {
  const notices = useNotices();
  return ({ then }) => {
    if ("href" in then) go(then.href);
    else if ("press" in then) then.press.click();
    else if ("sheet" in then) openOverlay({ name: "keys" });
    else
      navigator.clipboard.writeText(then.copy).then(
        () => notices.say(`Copied: ${then.copy}`),
        () => notices.say(`The browser did not allow it. Copy by hand: ${then.copy}`),
      );
  };
}

type Standing = {
  readonly isWaiting: boolean;
  readonly error: unknown;
  readonly sections: readonly Section[];
  readonly sought: string;
};

function statusOf({ isWaiting, error, sections, sought }: Standing): string {
  if (isWaiting) return "Searching…";
  if (error) return `The search failed: ${refusalOf(error).message}.`;
  const count = sections.reduce((sum, { items }) => sum + items.length, 0);
  if (sought !== "" && !sections.some(({ value }) => value === "Found"))
    return `Nothing that you may see matches “${sought}”.`;
  return `${count} ${count === 1 ? "choice" : "choices"} · ↑ ↓ to move, Enter to open`;
}
