// A picker before its search is there: what the server sends of one, and what a search is asked.
import type { AppRouter } from "@chancery/api";
import type { TRPCClient } from "@trpc/client";
import type { ComponentProps } from "react";
import { controlClasses, Labelled, type FieldProps, type Option } from "./field.tsx";

/** What the server finds for a text, best first; for an empty one, what to begin with. */
export type Find = (api: TRPCClient<AppRouter>, q: string, signal: AbortSignal) => Promise<readonly Option[]>;

export type PickerProps = FieldProps & {
  /** Names the search among those of the page. */
  readonly of: string;
  readonly find: Find;
  readonly defaultValue?: Option | undefined;
  readonly placeholder?: string;
  /** Takes what is chosen in place of the form, so that the next can be chosen at once. */
  onChosen?(option: Option): void;
};
/** How many choices a search answers. */
export const pickedAtOnce = 20;
export const searchWords = "Type to search";

type StillPickerProps = PickerProps &
  Pick<ComponentProps<"input">, "onFocus" | "onPointerEnter"> & { readonly isReadOnly?: boolean };

/** The search itself would write a style into the page, which the page's policy forbids. It sends nothing. */
export function StillPicker({
  of: _of,
  find: _find,
  onChosen: _onChosen,
  defaultValue,
  placeholder = searchWords,
  isReadOnly = false,
  onFocus,
  onPointerEnter,
  ...field
}: StillPickerProps) {
  return (
    <Labelled {...field}>
      {({ name: _name, ...wiring }) => (
        <input
          {...wiring}
          readOnly={isReadOnly}
          defaultValue={defaultValue?.label}
          placeholder={placeholder}
          autoComplete="off"
          onFocus={onFocus}
          onPointerEnter={onPointerEnter}
          className={`${controlClasses} min-h-8 pr-8`}
        />
      )}
    </Labelled>
  );
}
