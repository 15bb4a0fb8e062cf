// One labelled control: label, control, why we ask. Uncontrolled and native; forms read it by `name`.
import clsx from "clsx";
import { useId, type ComponentProps, type ReactNode } from "react";

export type FieldProps = {
  readonly label: ReactNode;
  readonly name: string;
  readonly hint?: ReactNode;
  /** `false` says "(optional)" beside the label. */
  readonly isRequired?: boolean | undefined;
  /** Keeps the label for screen readers only, where a table head or neighbour says it. */
  readonly isLabelHidden?: boolean | undefined;
  readonly className?: string | undefined;
};
/** How every control looks. */
export const controlClasses =
  "w-full min-w-0 rounded border border-control bg-surface px-2 py-1 text-ink placeholder:text-ink3 disabled:opacity-55";

type Wiring = {
  readonly id: string;
  readonly name: string;
  readonly required: boolean;
  readonly "aria-describedby": string | undefined;
};
type LabelledProps = FieldProps & {
  /** Where a link of the page leads to it. */
  readonly id?: string | undefined;
  children(wiring: Wiring): ReactNode;
};

/** A label, what `children` make of its wiring, and why we ask. */
export function Labelled({
  id: linked,
  label,
  name,
  hint,
  isRequired,
  isLabelHidden = false,
  className,
  children,
}: LabelledProps) {
  const own = useId();
  const id = linked ?? own;
  const hintId = `${id}-hint`;
  return (
    <div className={clsx("grid content-start gap-1", className)}>
      <label htmlFor={id} className={clsx("text-meta font-medium text-ink2", isLabelHidden && "sr-only")}>
        {label}
        {isRequired === false && <span className="font-normal text-ink3"> (optional)</span>}
      </label>
      {children({ id, name, required: isRequired === true, "aria-describedby": hint ? hintId : undefined })}
      {hint && (
        <p id={hintId} className="m-0 text-meta text-ink3">
          {hint}
        </p>
      )}
    </div>
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
  return (
    <Labelled {...{ label, name, hint, isRequired, isLabelHidden, className }}>
      {(wiring) => <input {...control} {...wiring} className={clsx(controlClasses, "min-h-8", isMono && "mono")} />}
    </Labelled>
  );
}

type TextareaProps = FieldProps &
  Pick<
    ComponentProps<"textarea">,
    "defaultValue" | "placeholder" | "rows" | "minLength" | "maxLength" | "spellCheck" | "autoFocus"
  > & {
    readonly isMono?: boolean;
    /** Where a link of the page leads to it. */
    readonly id?: string;
    /** The letter that leads to it. */
    readonly letter?: "a";
  };

/** Several lines of text. */
export function Textarea({
  id,
  label,
  name,
  hint,
  isRequired,
  isLabelHidden,
  className,
  isMono = false,
  rows = 4,
  letter,
  ...control
}: TextareaProps) {
  return (
    <Labelled {...{ id, label, name, hint, isRequired, isLabelHidden, className }}>
      {(wiring) => (
        <textarea
          {...control}
          {...wiring}
          rows={rows}
          data-key={letter}
          className={clsx(controlClasses, "resize-y", isMono && "mono", id && "scroll-mt-8")}
        />
      )}
    </Labelled>
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
  return (
    <Labelled {...{ label, name, hint, isRequired, isLabelHidden, className }}>
      {(wiring) => (
        <select {...wiring} defaultValue={defaultValue} className={clsx(controlClasses, "min-h-8")}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

type CheckboxProps = Pick<FieldProps, "label" | "name" | "hint"> & {
  readonly value?: string;
  readonly defaultChecked?: boolean;
};

/** A yes or no. Sends its value, "on" unless told, or nothing. */
export function Checkbox({ label, name, hint, value = "on", defaultChecked = false }: CheckboxProps) {
  return (
    <label className="flex cursor-pointer items-start gap-2">
      <input
        type="checkbox"
        name={name}
        value={value}
        defaultChecked={defaultChecked}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <span>
        {label}
        {hint && <span className="block text-meta text-ink3">{hint}</span>}
      </span>
    </label>
  );
}
