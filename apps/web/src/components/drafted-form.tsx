// A form that keeps what is typed into it until it is sent: over a reload, Back, and a session that ended.
"use client";
import clsx from "clsx";
import { useRef, type ReactNode } from "react";
import { readable } from "#drafts/form-text.ts";
import { useDraft, type FormDraft, type Restored } from "#drafts/use-draft.ts";
import { Button } from "./button.tsx";
import { absolute } from "./time-text.ts";

type DraftedFormProps = {
  /** Names it among the forms of its page. */
  readonly draft: string;
  /** What it is about beside what its controls hold: text typed about something else is not put in by itself. */
  readonly basis?: string | undefined;
  /** Told whether something is typed that was not sent. */
  onTyped?: ((isTyped: boolean) => void) | undefined;
  /** Resolves to whether it was recorded; `seed` names the sending, also after a reload. */
  send(
    form: HTMLFormElement,
    sending: { readonly seed: string; readonly button: HTMLElement | null },
  ): Promise<boolean>;
  readonly className?: string;
  readonly children?: ReactNode;
  /** The row of buttons. */
  readonly foot: ReactNode;
};

export function DraftedForm({
  draft: name,
  basis,
  onTyped,
  send,
  className = "gap-4",
  children,
  foot,
}: DraftedFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const draft = useDraft(form, { name, basis, onTyped });
  const submit = async (sent: HTMLFormElement, button: HTMLElement | null) => {
    if (await send(sent, { seed: draft.seed(), button })) draft.forget();
  };
  return (
    <form
      ref={form}
      className={clsx("grid", className)}
      onInput={draft.keep}
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget, event.nativeEvent.submitter);
      }}
    >
      {draft.restored?.isStale && <StaleDraft draft={draft} restored={draft.restored} form={form.current} />}
      {children}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {foot}
        {draft.restored?.isStale === false && (
          <span role="status" className="text-meta text-ink2">
            Restored what you typed at <Clock at={draft.restored.draft.at} />{" "}
            <Button size="small" kind="quiet" onClick={draft.discard}>
              Discard
            </Button>
          </span>
        )}
      </div>
    </form>
  );
}

type StaleDraftProps = {
  readonly draft: FormDraft;
  readonly restored: Restored;
  readonly form: HTMLFormElement | null;
};

/** What was typed before the thing itself changed. */
function StaleDraft({ draft, restored, form }: StaleDraftProps) {
  const typed = form ? readable(form, restored.draft.values) : [];
  return (
    <div role="status" className="grid gap-2 border border-l-[3px] border-line border-l-stg px-3 py-2">
      <p className="m-0">
        You typed this at <Clock at={restored.draft.at} /> and did not send it. The page has changed since, so the text
        was not put back into the form.
      </p>
      <dl className="m-0 grid max-h-48 gap-2 overflow-y-auto">
        {typed.map(({ label, value }) => (
          <div key={label}>
            <dt className="text-meta text-ink3">{label}</dt>
            <dd className="m-0 max-w-[72ch] wrap-anywhere whitespace-pre-wrap">{value}</dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={draft.take}>
          Put it into the form
        </Button>
        <Button size="small" kind="quiet" onClick={draft.discard}>
          Discard
        </Button>
      </div>
    </div>
  );
}

/** The time alone for today. */
function Clock({ at }: { readonly at: number }) {
  const iso = new Date(at).toISOString();
  const isToday = new Date().toISOString().slice(0, 10) === iso.slice(0, 10);
  return (
    <time dateTime={iso} className="mono whitespace-nowrap">
      {isToday ? iso.slice(11, 16) : absolute(iso)} UTC
    </time>
  );
}
