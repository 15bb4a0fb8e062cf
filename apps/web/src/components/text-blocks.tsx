// The tree of a text as elements: nothing loaded from elsewhere, no markup but this, headings below the page's own.
import type { TextBlock, TextListItem } from "@chancery/core";
import { TextInlines } from "./text-inlines.tsx";

type Blocks = { readonly blocks: readonly TextBlock[]; readonly prefix: string };

export const TextBlocks = ({ blocks, prefix }: Blocks) =>
  blocks.map((block, at) => <Block key={at} block={block} prefix={prefix} />);

function Block({ block, prefix }: { readonly block: TextBlock; readonly prefix: string }) {
  switch (block.kind) {
    case "heading": {
      const Tag = headings[block.level];
      return (
        <Tag id={`${prefix}-${block.id}`} dir="auto">
          <TextInlines nodes={block.children} prefix={prefix} />
        </Tag>
      );
    }
    case "paragraph":
      return (
        <p dir="auto">
          <TextInlines nodes={block.children} prefix={prefix} />
        </p>
      );
    case "quote":
      return (
        <blockquote>
          <TextBlocks blocks={block.children} prefix={prefix} />
        </blockquote>
      );
    case "list":
      return <List items={block.items} prefix={prefix} />;
    case "fence":
      return (
        <figure>
          {block.info && <figcaption>{block.info}</figcaption>}
          <pre>{block.text}</pre>
        </figure>
      );
    case "source":
      return <pre className="source">{block.text}</pre>;
    case "table":
      return <Table rows={block.rows} prefix={prefix} />;
    case "rule":
      return <hr />;
    case "footnote":
      return <Footnote note={block} prefix={prefix} />;
    case "facts":
      return <FrontMatter rows={block.rows} />;
  }
}

/** Below the page's own. */
const headings = { 1: "h3", 2: "h3", 3: "h4", 4: "h5", 5: "h6", 6: "h6" } as const;

/** Numbers are text, as they were written: a browser would count for itself. */
function List({ items, prefix }: { readonly items: readonly TextListItem[]; readonly prefix: string }) {
  const Tag = items[0]?.marker ? "ol" : "ul";
  return (
    <Tag role="list">
      {items.map((item, at) => (
        <li key={at}>
          <span>
            {item.marker ?? (item.isDone === null ? "•" : "")}
            {item.isDone !== null && <Box isDone={item.isDone} />}
          </span>
          <div>
            <TextBlocks blocks={item.children} prefix={prefix} />
          </div>
        </li>
      ))}
    </Tag>
  );
}

const Box = ({ isDone }: { readonly isDone: boolean }) => (
  <span role="img" aria-label={isDone ? "done" : "not done"}>
    {isDone ? "☑" : "☐"}
  </span>
);

function Table({ rows, prefix }: Pick<Extract<TextBlock, { kind: "table" }>, "rows"> & { readonly prefix: string }) {
  const [head = [], ...body] = rows;
  return (
    <div className="my-2 overflow-x-auto" tabIndex={0} role="region" aria-label="Table">
      <table>
        <thead>
          <tr>
            {head.map((cell, at) => (
              <th key={at}>
                <TextInlines nodes={cell} prefix={prefix} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, nth) => (
            <tr key={nth}>
              {row.map((cell, at) => (
                <td key={at}>
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
    <div id={`${prefix}-${note.id}`} className="note">
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
    <table aria-label="Front matter">
      <tbody>
        {rows.map(({ key, values }, nth) => (
          <tr key={nth}>
            <th scope="row">{key}</th>
            <td>{values.join(", ")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
