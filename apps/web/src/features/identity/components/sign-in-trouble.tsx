// Why signing in did not work, as far as it may be said.
import { Mark } from "#components/mark.tsx";
import { waitInWords, type Trouble } from "../sign-in.ts";

const words = {
  unavailable: "The registry cannot sign anybody in at the moment. This attempt does not count: try again shortly.",
  unreachable: "The server did not answer. Check your connection and try again.",
} as const;

function wordsFor(trouble: Exclude<Trouble, null>, refused: string): string {
  if (trouble === "refused") return refused;
  if (typeof trouble === "string") return words[trouble];
  return `Too many failed attempts. Try again ${waitInWords(trouble.waitSeconds)}.`;
}

export function SignInTrouble({ trouble, refused }: { readonly trouble: Trouble; readonly refused: string }) {
  return (
    <div role="alert" className="empty:hidden">
      {trouble !== null && (
        <p className="m-0 flex items-baseline gap-2 border border-l-[3px] border-line border-l-rej px-3 py-2">
          <Mark shape="cross" className="size-2.25 text-rej" />
          <span>{wordsFor(trouble, refused)}</span>
        </p>
      )}
    </div>
  );
}
