// Plain tables on ruled paper: 36 px rows, numbers right-aligned in mono, heads in words. Wide ones scroll inside their frame.
import clsx from "clsx";
import type { ReactNode } from "react";

type TableProps = {
  /** Read out as the table's name; shown above it where `isCaptionShown`. */
  readonly caption: string;
  readonly isCaptionShown?: boolean;
  readonly head: ReactNode;
  readonly children: ReactNode;
};

export function Table({ caption, isCaptionShown = false, head, children }: TableProps) {
  return (
    <div
      className="relative mt-3 max-w-full overflow-x-auto border border-line bg-surface"
      role="region"
      aria-label={caption}
      tabIndex={0}
    >
      <table className="w-full border-collapse [&>tbody>tr:not(:last-child)]:border-b [&>tbody>tr]:border-line">
        <caption className={isCaptionShown ? "px-3 pt-2 text-left text-meta text-ink3" : "sr-only"}>{caption}</caption>
        <thead>
          <tr className="border-b border-line">{head}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

type CellProps = {
  readonly children?: ReactNode;
  readonly isNumber?: boolean;
  readonly className?: string;
  readonly span?: number;
};

export function Th({ children, isNumber = false, className }: CellProps) {
  return (
    <th
      scope="col"
      className={clsx(
        "px-3 py-[9px] text-head font-medium whitespace-nowrap text-ink3",
        isNumber ? "text-right" : "text-left",
        className,
      )}
    >
      {children}
    </th>
  );
}

export function Td({ children, isNumber = false, className, span }: CellProps) {
  return (
    <td
      colSpan={span}
      className={clsx("px-3 py-[7px] align-middle", isNumber && "mono text-right whitespace-nowrap", className)}
    >
      {children}
    </td>
  );
}

/** The cell that names its row. */
export function RowHead({ children, className }: CellProps) {
  return (
    <th scope="row" className={clsx("px-3 py-[7px] text-left align-middle font-normal", className)}>
      {children}
    </th>
  );
}
