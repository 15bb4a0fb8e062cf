// Text for a terminal or an editor, with its copy button. Long lines scroll, they never wrap.
import { CopyButton } from "./copy-button.tsx";

export function CodeLine({ code, what = "command" }: { readonly code: string; readonly what?: string }) {
  return (
    <div className="flex items-start gap-1 rounded bg-raised pr-1">
      <pre className="min-w-0 flex-1 overflow-x-auto px-[10px] py-2" tabIndex={0} role="region" aria-label={what}>
        <code>{code}</code>
      </pre>
      <span className="pt-[6px]">
        <CopyButton text={code} what={what} />
      </span>
    </div>
  );
}
