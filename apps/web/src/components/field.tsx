// One labelled control: label, control, why we ask. Uncontrolled; forms read it by `name`.
"use client";
import { Field as BaseField } from "@base-ui/react/field";
import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";

type FieldProps = {
  readonly label: ReactNode;
  readonly name: string;
  readonly hint?: ReactNode;
  /** `false` says "(optional)" beside the label. */
  readonly isRequired?: boolean | undefined;
  /** Keeps the label for screen readers only, where a table head or neighbour says it. */
  readonly isLabelHidden?: boolean | undefined;
  readonly className?: string | undefined;
};
const controlClasses =
  "w-full min-w-0 rounded border border-control bg-surface px-2 py-1 text-ink placeholder:text-ink3 disabled:opacity-55";

function Around({
  label,
  name,
  hint,
  isRequired,
  isLabelHidden,
  className,
  children,
}: FieldProps & { readonly children: ReactNode }) {
  return (
    <BaseField.Root name={name} className={clsx("grid content-start gap-1", className)}>
      <BaseField.Label className={clsx("text-meta font-medium text-ink2", isLabelHidden && "sr-only")}>
        {label}
        {isRequired === false && <span className="font-normal text-ink3"> (optional)</span>}
      </BaseField.Label>
      {children}
      {hint && <BaseField.Description className="m-0 text-meta text-ink3">{hint}</BaseField.Description>}
    </BaseField.Root>
  );
}

type InputProps = FieldProps &
  Pick<
    ComponentProps<"input">,
    | "type"
    | "defaultValue"
    | "placeholder"
    | "autoComplete"
    | "minLength"
    | "maxLength"
    | "pattern"
    | "min"
    | "max"
    | "step"
    | "autoFocus"
    | "inputMode"
    | "spellCheck"
    | "title"
  > & { readonly isMono?: boolean };

/** A one-line text control. */
export function Input({
  label,
  name,
  hint,
  isRequired,
  isLabelHidden,
  className,
  isMono = false,
  ...control
}: InputProps) {
  const around = { label, name, hint, isRequired, isLabelHidden, className };
  return (
    <Around {...around}>
      <BaseField.Control
        {...control}
        required={isRequired === true}
        className={clsx(controlClasses, "min-h-8", isMono && "mono")}
      />
    </Around>
  );
}

type TextareaProps = FieldProps &
  Pick<
    ComponentProps<"textarea">,
    "defaultValue" | "placeholder" | "rows" | "minLength" | "maxLength" | "spellCheck"
  > & {
    readonly isMono?: boolean;
  };

/** Several lines of text. */
export function Textarea({
  label,
  name,
  hint,
  isRequired,
  isLabelHidden,
  className,
  isMono = false,
  rows = 4,
  ...control
}: TextareaProps) {
  const around = { label, name, hint, isRequired, isLabelHidden, className };
  return (
    <Around {...around}>
      <BaseField.Control
        required={isRequired === true}
        className={clsx(controlClasses, "resize-y", isMono && "mono")}
        render={<textarea {...control} rows={rows} />}
      />
    </Around>
  );
}

export type Option = { readonly value: string; readonly label: string };
type SelectProps = FieldProps & { readonly options: readonly Option[]; readonly defaultValue?: string | undefined };

/** The browser's own select: keyboard, phones and printing come with it. */
export function Select({
  label,
  name,
  hint,
  isRequired,
  isLabelHidden,
  className,
  options,
  defaultValue,
}: SelectProps) {
  const around = { label, name, hint, isRequired, isLabelHidden, className };
  return (
    <Around {...around}>
      <BaseField.Control
        required={isRequired === true}
        className={clsx(controlClasses, "min-h-8")}
        render={
          <select defaultValue={defaultValue}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        }
      />
    </Around>
  );
}

/** A yes or no. Sends "on" or nothing. */
export function Checkbox({
  label,
  name,
  hint,
  value,
  defaultChecked = false,
}: Omit<FieldProps, "isLabelHidden" | "isRequired"> & {
  readonly value?: string;
  readonly defaultChecked?: boolean;
}) {
  return (
    <label className="flex cursor-pointer items-start gap-2">
      <input
        type="checkbox"
        name={name}
        value={value ?? "on"}
        defaultChecked={defaultChecked}
        className="mt-[2px] size-4 shrink-0 accent-accent"
      />
      <span>
        {label}
        {hint && <span className="block text-meta text-ink3">{hint}</span>}
      </span>
    </label>
  );
}
