// Whose drafts these are. Around every page behind sign-in; without it nothing is kept.
"use client";
import { createContext, useContext, useEffect, type ReactNode } from "react";
import { storage, sweepDrafts } from "./draft-store.ts";

const Account = createContext<string | null>(null);
export const useDraftsAccount = (): string | null => useContext(Account);

export function DraftsOf({ account, children }: { readonly account: string; readonly children: ReactNode }) {
  useEffect(() => {
    sweepDrafts(storage(), account, Date.now());
  }, [account]);
  return <Account value={account}>{children}</Account>;
}
