// A menu of few actions under one button, with arrow keys and type-ahead.
"use client";
import { Menu as BaseMenu } from "@base-ui/react/menu";
import clsx from "clsx";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "./link.tsx";

type MenuProps = {
  readonly trigger: ReactNode;
  readonly triggerClassName: string;
  /** Read out before what the trigger shows. */
  readonly label: string;
  readonly side?: "top" | "bottom";
  /** For a menu that was loaded because it is wanted. */
  readonly isOpenAtFirst?: boolean;
  readonly children: ReactNode;
};

export function Menu({
  trigger,
  triggerClassName,
  label,
  side = "bottom",
  isOpenAtFirst = false,
  children,
}: MenuProps) {
  return (
    <BaseMenu.Root defaultOpen={isOpenAtFirst}>
      <BaseMenu.Trigger className={triggerClassName}>
        <span className="sr-only">{label} </span>
        {trigger}
      </BaseMenu.Trigger>
      <BaseMenu.Portal>
        <BaseMenu.Positioner side={side} align="start" sideOffset={6} className="z-50">
          <BaseMenu.Popup className="appears min-w-48 rounded border border-line bg-surface py-1 shadow-float outline-none">
            {children}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

const itemClasses =
  "flex min-h-8 w-full cursor-pointer items-center gap-2 px-3 py-1 text-body text-ink no-underline outline-none select-none data-highlighted:bg-raised";

export function MenuItem({ onClick, children }: { onClick(): void; readonly children: ReactNode }) {
  return (
    <BaseMenu.Item onClick={onClick} className={itemClasses}>
      {children}
    </BaseMenu.Item>
  );
}

export function MenuLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <BaseMenu.LinkItem closeOnClick render={<Link href={href} />} className={clsx(itemClasses, "hover:text-ink")}>
      {children}
    </BaseMenu.LinkItem>
  );
}

export function MenuSeparator() {
  return <BaseMenu.Separator className="my-1 h-px bg-line" />;
}

type MenuChoiceProps<V extends string> = {
  readonly label: string;
  readonly value: V;
  onChange(value: V): void;
  readonly options: readonly { readonly value: V; readonly label: string }[];
};

/** One of several, kept open while choosing. */
export function MenuChoice<V extends string>({ label, value, onChange, options }: MenuChoiceProps<V>) {
  return (
    <BaseMenu.Group>
      <BaseMenu.GroupLabel className="px-3 pt-1 pb-0.5 text-label text-ink3">{label}</BaseMenu.GroupLabel>
      <BaseMenu.RadioGroup value={value} onValueChange={(next: V) => onChange(next)}>
        {options.map((option) => (
          <BaseMenu.RadioItem key={option.value} value={option.value} className={itemClasses}>
            <span className="grid size-4 place-items-center">
              <BaseMenu.RadioItemIndicator>
                <Check aria-hidden className="size-3.5" />
              </BaseMenu.RadioItemIndicator>
            </span>
            {option.label}
          </BaseMenu.RadioItem>
        ))}
      </BaseMenu.RadioGroup>
    </BaseMenu.Group>
  );
}
