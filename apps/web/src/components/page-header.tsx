// The head of a page: what it is, one line about it, and its main acts, which the palette offers too.
import type { ReactNode } from "react";

type PageHeaderProps = {
  readonly title: ReactNode;
  /** Badges beside the title. */
  readonly badges?: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
};

export function PageHeader({ title, badges, children, actions }: PageHeaderProps) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-2">
          <h1 className="m-0 min-w-0 text-title wrap-anywhere">{title}</h1>
          {badges}
        </div>
        {children && (
          <div className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-1 wrap-anywhere text-ink2 sm:gap-x-1.5">
            {children}
          </div>
        )}
      </div>
      {actions && (
        <div className="flex flex-wrap items-center gap-2 pt-1" data-print="hide" data-acts>
          {actions}
        </div>
      )}
    </div>
  );
}

/** The dot between two facts of a line. */
export function Dot() {
  return (
    <span aria-hidden className="hidden text-ink3 sm:inline">
      ·
    </span>
  );
}
