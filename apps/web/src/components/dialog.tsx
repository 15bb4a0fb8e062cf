// A modal dialog: focus is trapped, Escape closes, focus returns to what opened it.
"use client";
import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClasses, type ButtonLook } from "./button-classes.ts";

type DialogProps = {
  readonly isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
  readonly trigger: ReactNode;
  readonly triggerLook?: ButtonLook;
  /** Where the trigger's own words leave open what it is about. */
  readonly triggerLabel?: string;
  readonly title: string;
  readonly description?: ReactNode;
  /** A press outside does not close it: what it shows would be lost. */
  readonly isHeld?: boolean;
  readonly children: ReactNode;
};

export function Dialog({
  isOpen,
  onOpenChange,
  trigger,
  triggerLook = {},
  triggerLabel,
  title,
  description,
  isHeld = false,
  children,
}: DialogProps) {
  return (
    <BaseDialog.Root open={isOpen} onOpenChange={onOpenChange} disablePointerDismissal={isHeld}>
      <BaseDialog.Trigger className={buttonClasses(triggerLook)} aria-label={triggerLabel}>
        {trigger}
      </BaseDialog.Trigger>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="appears fixed inset-0 z-40 bg-veil" />
        <BaseDialog.Popup className={`appears ${popupClasses}`}>
          <Head title={title} />
          <div className="grid gap-4 px-5 pt-4 pb-5">
            {description && (
              <BaseDialog.Description className="m-0 text-ink2" render={<div />}>
                {description}
              </BaseDialog.Description>
            )}
            {children}
          </div>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

const popupClasses =
  "fixed top-[8vh] left-1/2 z-40 max-h-[84vh] w-[min(32.5rem,calc(100vw-1.5rem))] -translate-x-1/2 overflow-y-auto rounded border border-line bg-surface shadow-float";

function Head({ title }: { readonly title: string }) {
  return (
    <div className="flex items-start justify-between gap-3 border-b border-line py-3 pr-3 pl-5">
      <BaseDialog.Title className="m-0 pt-0.5 text-section">{title}</BaseDialog.Title>
      <BaseDialog.Close
        aria-label="Close"
        className="grid size-7 shrink-0 place-items-center rounded text-ink3 hover:bg-raised hover:text-ink"
      >
        <X aria-hidden className="size-4" />
      </BaseDialog.Close>
    </div>
  );
}

type CoverDialogProps = Pick<DialogProps, "isOpen" | "onOpenChange" | "title" | "children"> & {
  /** Once nothing of it is left on the page. */
  onClosed(): void;
  /** The title is for screen readers only, and the children reach the edges. */
  readonly isBare?: boolean;
  /** Where the focus goes on closing: true is where it came from, false is nowhere, for what closes it moves it itself. */
  focusAfter?(): HTMLElement | boolean;
};

/** A dialog that no button of the page opens. It comes and goes at once: what it leads to shall not wait for it. */
export function CoverDialog({
  isOpen,
  onOpenChange,
  onClosed,
  title,
  isBare = false,
  focusAfter = () => true,
  children,
}: CoverDialogProps) {
  return (
    <BaseDialog.Root
      open={isOpen}
      onOpenChange={onOpenChange}
      onOpenChangeComplete={(isNowOpen) => !isNowOpen && onClosed()}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-veil" />
        <BaseDialog.Popup finalFocus={focusAfter} className={popupClasses}>
          {isBare ? <BaseDialog.Title className="sr-only">{title}</BaseDialog.Title> : <Head title={title} />}
          {isBare ? children : <div className="grid gap-4 px-5 pt-4 pb-5">{children}</div>}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
