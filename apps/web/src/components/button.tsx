// Buttons name the act they do. A recording one keeps its focus and says so.
"use client";
import { Button as BaseButton } from "@base-ui/react/button";
import type { ComponentProps, ReactNode } from "react";
import { buttonClasses, type ButtonLook } from "./button-classes.ts";

type ButtonProps = ButtonLook & {
  readonly children: ReactNode;
  /** While the server records the act: never optimistic. */
  readonly isPending?: boolean;
  readonly pendingWord?: string;
} & Pick<
    ComponentProps<"button">,
    "type" | "onClick" | "disabled" | "name" | "value" | "form" | "title" | "aria-label" | "autoFocus"
  >;

export function Button({
  kind,
  size,
  children,
  isPending = false,
  pendingWord = "Recording…",
  type = "button",
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <BaseButton
      {...rest}
      type={type}
      disabled={isPending || disabled === true}
      focusableWhenDisabled={isPending}
      className={buttonClasses({ kind, size })}
    >
      {isPending ? pendingWord : children}
    </BaseButton>
  );
}
