// One of many, found by typing: the server is asked, so that no choice is out of reach however many there are.
"use client";
import { Combobox } from "@base-ui/react/combobox";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Check, ChevronDown } from "lucide-react";
import { useState, useSyncExternalStore } from "react";
import { refusalOf } from "../refusal.ts";
import { useApi } from "../server-state.tsx";
import { useRested } from "../use-rested.ts";
import { controlClasses, Labelled, type Option } from "./field.tsx";
import { pickedAtOnce, searchWords, StillPicker, type PickerProps } from "./still-picker.tsx";

type Begun = {
  /** What was typed before the search was there: it goes on from it. */
  readonly begun?: string | undefined;
};

/** The form gets the chosen option's value under `name`, and nothing while none is chosen. */
export function Picker(props: PickerProps & Begun) {
  const isInBrowser = useSyncExternalStore(neverChanges, yes, no);
  return isInBrowser ? <Search {...props} /> : <StillPicker {...props} isReadOnly />;
}
const neverChanges = () => () => undefined;
const yes = () => true;
const no = () => false;

function Search({ of, find, defaultValue, placeholder = searchWords, onChosen, begun, ...field }: PickerProps & Begun) {
  const [chosen, setChosen] = useState<Option | null>(defaultValue ?? null);
  const [text, setText] = useState(begun ?? defaultValue?.label ?? "");
  const [isOpen, setIsOpen] = useState(false);
  const choose = (option: Option | null) => {
    if (option === null || !onChosen) return setChosen(option);
    onChosen(option);
    setText("");
  };
  const { found, status } = useFound({ of, find, isOpen, q: text === chosen?.label ? "" : text.trim() });
  return (
    <Labelled {...field}>
      {({ id, name, required, ...described }) => (
        <Combobox.Root
          name={name}
          required={required}
          items={found}
          filter={null}
          value={chosen}
          onValueChange={choose}
          inputValue={text}
          onInputValueChange={setText}
          open={isOpen}
          onOpenChange={setIsOpen}
          isItemEqualToValue={(item: Option, value: Option) => item.value === value.value}
        >
          <div className="relative">
            <Combobox.Input
              id={id}
              {...described}
              placeholder={placeholder}
              maxLength={200}
              autoComplete="off"
              autoFocus={begun !== undefined}
              className={`${controlClasses} min-h-8 pr-8`}
            />
            <Combobox.Trigger
              aria-label="Show choices"
              className="absolute inset-y-0 right-0 grid w-8 cursor-pointer place-items-center text-ink3 hover:text-ink"
            >
              <ChevronDown aria-hidden className="size-4" />
            </Combobox.Trigger>
          </div>
          <Choices status={status} />
        </Combobox.Root>
      )}
    </Labelled>
  );
}

function Choices({ status }: { readonly status: string }) {
  return (
    <Combobox.Portal>
      <Combobox.Positioner sideOffset={4} align="start" className="z-50">
        <Combobox.Popup className="appears max-h-72 w-(--anchor-width) overflow-y-auto rounded border border-line bg-surface py-1 shadow-float">
          <Combobox.List>
            {(option: Option) => (
              <Combobox.Item
                key={option.value}
                value={option}
                className="flex min-h-8 cursor-pointer items-center gap-2 px-3 py-1 outline-none select-none data-highlighted:bg-raised data-highlighted:shadow-[inset_2px_0_0_var(--accent)]"
              >
                <span className="grid size-4 shrink-0 place-items-center">
                  <Combobox.ItemIndicator>
                    <Check aria-hidden className="size-3.5" />
                  </Combobox.ItemIndicator>
                </span>
                <span className="min-w-0 wrap-anywhere">{option.label}</span>
              </Combobox.Item>
            )}
          </Combobox.List>
          <Combobox.Status className="px-3 py-1 text-meta text-ink3">{status}</Combobox.Status>
        </Combobox.Popup>
      </Combobox.Positioner>
    </Combobox.Portal>
  );
}

type Searching = Pick<PickerProps, "of" | "find"> & { readonly isOpen: boolean; readonly q: string };

function useFound({ of, find, isOpen, q }: Searching): { readonly found: readonly Option[]; readonly status: string } {
  const api = useApi();
  const rested = useRested(q);
  const answer = useQuery({
    queryKey: ["pick", of, rested],
    queryFn: ({ signal }) => find(api, rested, signal),
    enabled: isOpen,
    placeholderData: keepPreviousData,
  });
  const found = answer.data ?? [];
  if (answer.error) return { found: [], status: `The search failed: ${refusalOf(answer.error).message}.` };
  if (answer.isPending || answer.isPlaceholderData || rested !== q) return { found, status: "Searching…" };
  if (found.length === 0)
    return { found, status: q === "" ? "There is nothing to choose yet." : `Nothing matches “${q}”.` };
  return { found, status: found.length < pickedAtOnce ? "" : "Type more to find others." };
}
