// Short notices at the foot of the page, read out politely: what the server has just recorded.
"use client";
import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import type { ReactNode } from "react";

/** Around the whole portal, once. */
export function Notices({ children }: { readonly children: ReactNode }) {
  return (
    <Toast.Provider timeout={6000}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="fixed inset-x-4 bottom-4 z-50 ml-auto grid max-w-90 gap-2 print:hidden">
          <NoticeList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function NoticeList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="appears rounded border border-line bg-surface shadow-float data-limited:hidden"
    >
      <Toast.Content className="flex items-start gap-3 py-2 pr-2 pl-3">
        <Toast.Description className="m-0 min-w-0 flex-1 py-0.5" />
        <Toast.Close
          aria-label="Dismiss"
          className="grid size-6 place-items-center rounded text-ink3 hover:bg-raised hover:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}

/** `notices.say("Recorded as entry 48,190.")` */
export function useNotices(): { say(text: ReactNode): void } {
  const manager = Toast.useToastManager();
  return { say: (text) => void manager.add({ description: text }) };
}
