// Buttons name the act they do. A recording one keeps its focus, takes no press, and says so.
import type { ComponentProps, ReactNode } from "react";
import { buttonClasses, type ButtonLook } from "./button-classes.ts";

type ButtonProps = ButtonLook & {
  readonly children: ReactNode;
  /** While the server records the act: never optimistic. */
  readonly isPending?: boolean;
  readonly pendingWord?: string;
} & Pick<
    ComponentProps<"button">,
    | "type"
    | "onClick"
    | "disabled"
    | "name"
    | "value"
    | "form"
    | "title"
    | "aria-label"
    | "aria-keyshortcuts"
    | "autoFocus"
  >;

export function Button({
  kind,
  size,
  children,
  isPending = false,
  pendingWord = "Recording…",
  type = "button",
  onClick,
  ...rest
}: ButtonProps) {
  const className = buttonClasses({ kind, size });
  if (!isPending) {
    return (
      <button {...rest} type={type} onClick={onClick} className={className}>
        {children}
      </button>
    );
  }
  return (
    <button {...rest} type="button" aria-disabled="true" className={className}>
      {pendingWord}
    </button>
  );
}
