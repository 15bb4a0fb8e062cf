// Text for a terminal or an editor, with its copy button. Long lines wrap: what is copied has them whole.
import { CopyButton } from "./copy-button.tsx";

export function CodeLine({ code, what = "command" }: { readonly code: string; readonly what?: string }) {
  return (
    <div className="flex items-start gap-1 rounded bg-raised pr-1">
      <pre className="min-w-0 flex-1 px-2.5 py-2 wrap-anywhere whitespace-pre-wrap">
        <code>{code}</code>
      </pre>
      <span className="pt-1.5">
        <CopyButton text={code} what={what} />
      </span>
    </div>
  );
}
