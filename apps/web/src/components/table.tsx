// Plain tables on ruled paper: 36 px rows, numbers right-aligned in mono, heads in words. Where there is no room each row is a card,
// where every cell stands after the name of its column; tables read across keep their columns and scroll in their frame.
import clsx from "clsx";
import { Children, cloneElement, isValidElement, type ReactElement, type ReactNode } from "react";

type TableProps = {
  /** Read out as the table's name; shown above it where `isCaptionShown`. */
  readonly caption: string;
  readonly isCaptionShown?: boolean;
  /** A fragment of `Th`; of anything else, the cells name their columns themselves. */
  readonly head: ReactNode;
  /** Its cells are compared with those beside them, also where there is no room. */
  readonly keepsColumns?: boolean;
  readonly children: ReactNode;
};

export function Table({ caption, isCaptionShown = false, head, keepsColumns = false, children }: TableProps) {
  return (
    <div
      className="relative mt-3 max-w-full overflow-x-auto border border-line bg-surface"
      role="region"
      aria-label={caption}
      tabIndex={0}
    >
      <table
        className={clsx(
          "ruled w-full border-collapse [&>tbody>tr:not(:last-child)]:border-b [&>tbody>tr]:border-line",
          !keepsColumns && "stacks",
        )}
      >
        <caption className={isCaptionShown ? "px-3 pt-2 text-left text-meta text-ink3" : "sr-only"}>{caption}</caption>
        <thead>
          <tr className="border-b border-line">{head}</tr>
        </thead>
        <tbody>{keepsColumns ? children : withNames(children, head)}</tbody>
      </table>
    </div>
  );
}

type Parent = { readonly children?: ReactNode };
const elementsOf = (nodes: ReactNode) =>
  Children.toArray(nodes).filter((node): node is ReactElement<Parent & CellProps> => isValidElement(node));

/** The rows, each cell told the name of its column. */
function withNames(rows: ReactNode, head: ReactNode): ReactNode {
  const names = elementsOf(elementsOf(head)[0]?.props.children).map(({ props }) => props.column ?? props.children);
  return elementsOf(rows).map((row) =>
    cloneElement(
      row,
      {},
      elementsOf(row.props.children).map((cell, at) => {
        const name = names[at];
        return typeof name === "string" ? cloneElement(cell, { column: name }) : cell;
      }),
    ),
  );
}

type CellProps = {
  readonly children?: ReactNode;
  readonly isNumber?: boolean;
  readonly className?: string;
  /** Stands before a cell where rows are cards; of a head, in place of what it shows. A cell is told it by its table. */
  readonly column?: string;
};

export function Th({ children, isNumber = false, className }: CellProps) {
  return (
    <th scope="col" className={clsx(isNumber && "number", className)}>
      {children}
    </th>
  );
}

export function Td({ children, isNumber = false, className, column }: CellProps) {
  return (
    <td data-column={column} className={clsx(isNumber && "mono number", className) || undefined}>
      {children}
    </td>
  );
}

/** The cell that names its row. */
export function RowHead({ children, className }: CellProps) {
  return (
    <th scope="row" className={className}>
      {children}
    </th>
  );
}
