// The parts of the page on which a draft is filled: which of them hold text that nobody has sent.
"use client";
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from "react";

type Parts = { readonly typed: readonly string[]; say(part: string, isTyped: boolean): void };
const Context = createContext<Parts>({ typed: [], say: () => undefined });

export function DraftParts({ children }: { readonly children: ReactNode }) {
  const [typed, setTyped] = useState<readonly string[]>([]);
  const say = useCallback(
    (part: string, isTyped: boolean) =>
      setTyped((were) => {
        if (were.includes(part) === isTyped) return were;
        return isTyped ? [...were, part] : were.filter((one) => one !== part);
      }),
    [],
  );
  const parts = useMemo(() => ({ typed, say }), [typed, say]);
  return <Context value={parts}>{children}</Context>;
}

export const useTypedParts = (): readonly string[] => useContext(Context).typed;

/** For a form: tells the page whether this part holds unsent text. */
export function useTellTyped(part: string): (isTyped: boolean) => void {
  const { say } = useContext(Context);
  return useCallback((isTyped: boolean) => say(part, isTyped), [part, say]);
}
