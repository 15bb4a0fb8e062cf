// How a button looks, for buttons, links and triggers alike.
import clsx from "clsx";

export type ButtonLook = {
  /** `link`: within a row of a list, where a box each would be a fence. */
  readonly kind?: "plain" | "primary" | "danger" | "quiet" | "link" | undefined;
  readonly size?: "normal" | "small" | undefined;
};

const kinds = {
  plain: "border-control bg-surface text-ink hover:bg-raised",
  primary:
    "border-accent bg-accent text-on-accent hover:border-accent-strong hover:bg-accent-strong hover:text-on-accent",
  danger: "border-rej bg-surface text-rej hover:bg-rej-bg",
  quiet: "border-transparent bg-transparent text-ink2 hover:bg-raised hover:text-ink",
  link: "border-transparent bg-transparent text-accent underline decoration-1 underline-offset-2 hover:decoration-2",
} as const;

export const buttonClasses = ({ kind = "plain", size = "normal" }: ButtonLook): string =>
  clsx(
    "inline-flex cursor-pointer items-center justify-center gap-1.5 rounded border text-center font-medium select-none",
    kind !== "link" && "no-underline",
    "disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-progress aria-disabled:opacity-70",
    size === "normal" ? "min-h-8 px-3 py-1.25 text-body" : "min-h-6.5 py-px text-[0.8125rem]/5",
    size === "small" && (kind === "link" ? "px-0" : "px-2.5"),
    kinds[kind],
  );
