// The side nav on narrow screens: a drawer behind one button.
"use client";
import { Dialog } from "@base-ui/react/dialog";
import { Menu as MenuIcon, X } from "lucide-react";
import { usePathname } from "next/navigation";
import { useState, type ReactNode } from "react";

export function NavDrawer({ children }: { readonly children: ReactNode }) {
  const path = usePathname();
  const [openedOn, setOpenedOn] = useState<string | null>(null); // a new page closes it
  return (
    <Dialog.Root open={openedOn === path} onOpenChange={(isOpen) => setOpenedOn(isOpen ? path : null)}>
      <Dialog.Trigger
        aria-label="Menu"
        className="grid size-8 shrink-0 place-items-center rounded border border-control bg-surface nav:hidden"
      >
        <MenuIcon aria-hidden className="size-4" />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="appears fixed inset-0 z-40 bg-veil" />
        <Dialog.Popup className="appears fixed inset-y-0 left-0 z-40 w-[min(17.5rem,88vw)] overflow-y-auto border-r border-line bg-bg shadow-float">
          <Dialog.Title className="sr-only">Menu</Dialog.Title>
          <Dialog.Close
            aria-label="Close menu"
            className="absolute top-2 right-2 grid size-8 place-items-center rounded text-ink3 hover:bg-raised"
          >
            <X aria-hidden className="size-4" />
          </Dialog.Close>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
