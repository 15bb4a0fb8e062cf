// How a button looks, for buttons, links and triggers alike.
import clsx from "clsx";

export type ButtonLook = {
  readonly kind?: "plain" | "primary" | "danger" | "quiet" | undefined;
  readonly size?: "normal" | "small" | undefined;
};

const kinds = {
  plain: "border-control bg-surface text-ink hover:bg-raised",
  primary:
    "border-accent bg-accent text-on-accent hover:border-accent-strong hover:bg-accent-strong hover:text-on-accent",
  danger: "border-rej bg-surface text-rej hover:bg-rej-bg",
  quiet: "border-transparent bg-transparent text-ink2 hover:bg-raised hover:text-ink",
} as const;

export const buttonClasses = ({ kind = "plain", size = "normal" }: ButtonLook): string =>
  clsx(
    "inline-flex cursor-pointer items-center justify-center gap-[6px] rounded border text-center font-medium no-underline select-none",
    "disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-progress aria-disabled:opacity-70",
    size === "normal" ? "min-h-8 px-3 py-[5px] text-body" : "min-h-[26px] px-[10px] py-px text-[13px]/[20px]",
    kinds[kind],
  );
