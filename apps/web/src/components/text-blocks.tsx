// The tree of a text as elements: nothing loaded from elsewhere, no markup but this, headings below the page's own.
import type { TextBlock, TextListItem } from "@chancery/core";
import { TextInlines } from "./text-inlines.tsx";

type Blocks = { readonly blocks: readonly TextBlock[]; readonly prefix: string };

export const TextBlocks = ({ blocks, prefix }: Blocks) =>
  blocks.map((block, at) => <Block key={at} block={block} prefix={prefix} />);

function Block({ block, prefix }: { readonly block: TextBlock; readonly prefix: string }) {
  switch (block.kind) {
    case "heading": {
      const { Tag, className } = headings[block.level];
      return (
        <Tag id={`${prefix}-${block.id}`} dir="auto" className={`scroll-mt-4 first:mt-0 ${className}`}>
          <TextInlines nodes={block.children} prefix={prefix} />
        </Tag>
      );
    }
    case "paragraph":
      return (
        <p dir="auto" className="my-2 first:mt-0 last:mb-0">
          <TextInlines nodes={block.children} prefix={prefix} />
        </p>
      );
    case "quote":
      return (
        <blockquote className="my-2 border-l-2 border-line pl-3 text-ink2">
          <TextBlocks blocks={block.children} prefix={prefix} />
        </blockquote>
      );
    case "list":
      return <List items={block.items} prefix={prefix} />;
    case "fence":
      return (
        <figure className="my-2 rounded bg-raised px-2.5 py-2">
          {block.info && <figcaption className="mb-1 text-meta text-ink3">{block.info}</figcaption>}
          <pre className="m-0 whitespace-pre-wrap">{block.text}</pre>
        </figure>
      );
    case "source":
      return <pre className="my-2 border-l-2 border-line pl-3 whitespace-pre-wrap text-ink2">{block.text}</pre>;
    case "table":
      return <Table rows={block.rows} prefix={prefix} />;
    case "rule":
      return <hr className="my-4 border-0 border-t border-line" />;
    case "footnote":
      return <Footnote note={block} prefix={prefix} />;
    case "facts":
      return <FrontMatter rows={block.rows} />;
  }
}

const headings = {
  1: { Tag: "h3", className: "mt-5 mb-2 text-section" },
  2: { Tag: "h3", className: "mt-5 mb-2 text-section" },
  3: { Tag: "h4", className: "mt-4 mb-1 text-card" },
  4: { Tag: "h5", className: "mt-4 mb-1 text-card" },
  5: { Tag: "h6", className: "mt-4 mb-1 text-card" },
  6: { Tag: "h6", className: "mt-4 mb-1 text-card" },
} as const;

/** Numbers are text, as they were written: a browser would count for itself. */
function List({ items, prefix }: { readonly items: readonly TextListItem[]; readonly prefix: string }) {
  const Tag = items[0]?.marker ? "ol" : "ul";
  return (
    <Tag role="list" className="my-2 grid list-none gap-1 pl-1">
      {items.map((item, at) => (
        <li key={at} className="grid grid-cols-[auto_minmax(0,1fr)] gap-2">
          <span className="text-ink3">{item.isDone === null ? (item.marker ?? "•") : item.isDone ? "☑" : "☐"}</span>
          <div>
            <TextBlocks blocks={item.children} prefix={prefix} />
          </div>
        </li>
      ))}
    </Tag>
  );
}

function Table({ rows, prefix }: Pick<Extract<TextBlock, { kind: "table" }>, "rows"> & { readonly prefix: string }) {
  const [head = [], ...body] = rows;
  return (
    <div className="my-2 overflow-x-auto" tabIndex={0} role="region" aria-label="Table">
      <table className="border-collapse border border-line">
        <thead>
          <tr>
            {head.map((cell, at) => (
              <th key={at} className="border border-line px-2 py-1 text-left text-head font-medium text-ink3">
                <TextInlines nodes={cell} prefix={prefix} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, nth) => (
            <tr key={nth}>
              {row.map((cell, at) => (
                <td key={at} className="border border-line px-2 py-1">
                  <TextInlines nodes={cell} prefix={prefix} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Footnote({
  note,
  prefix,
}: {
  readonly note: Extract<TextBlock, { kind: "footnote" }>;
  readonly prefix: string;
}) {
  return (
    <div
      id={`${prefix}-${note.id}`}
      className="my-2 grid scroll-mt-4 grid-cols-[auto_minmax(0,1fr)_auto] gap-2 border-l-2 border-line pl-3 text-ink2"
    >
      <span>[{note.label}]</span>
      <div>
        <TextBlocks blocks={note.children} prefix={prefix} />
      </div>
      {note.from && (
        <a href={`#${prefix}-${note.from}`} aria-label={`Back to where note ${note.label} is referred to`}>
          ↩
        </a>
      )}
    </div>
  );
}

function FrontMatter({ rows }: Pick<Extract<TextBlock, { kind: "facts" }>, "rows">) {
  return (
    <table className="mb-3 border-collapse border border-line text-meta" aria-label="Front matter">
      <tbody>
        {rows.map(({ key, values }, nth) => (
          <tr key={nth}>
            <th scope="row" className="border border-line px-2 py-1 text-left align-top font-medium text-ink3">
              {key}
            </th>
            <td className="border border-line px-2 py-1 whitespace-pre-wrap">{values.join(", ")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
