// Where the promotion stands, in one sentence. After a decision made on this page it takes the focus and says what was recorded.
"use client";
import { createContext, use, useEffect, useRef, useState, type ReactNode } from "react";

type Said = { readonly text: string };
const Decided = createContext<{ readonly said: Said | null; say(text: string): void }>({
  said: null,
  say: () => undefined,
});

/** Around the headline and the forms whose outcome it says. */
export function DecisionScope({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState<Said | null>(null);
  return <Decided value={{ said, say: (text) => setSaid({ text }) }}>{children}</Decided>;
}

/** Tells the headline what was recorded. */
export const useSayDecided = (): ((text: string) => void) => use(Decided).say;

export function Headline({ sentence, children }: { readonly sentence: string; readonly children?: ReactNode }) {
  const { said } = use(Decided);
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (said) line.current?.focus();
  }, [said]);
  return (
    <div
      ref={line}
      tabIndex={-1}
      className="mt-3 grid gap-0.5 border border-l-[3px] border-line border-l-accent bg-surface px-3.5 py-2.25"
    >
      <p role="status" className="m-0">
        {said && <strong className="font-semibold">{said.text} </strong>}
        {sentence}.
      </p>
      {children}
    </div>
  );
}
