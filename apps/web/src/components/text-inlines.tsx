// The lines of a text's tree. Where a link leads is read beside it; an image is named, never loaded.
import type { TextInline } from "@chancery/core";

type Inlines = { readonly nodes: readonly TextInline[]; readonly prefix: string };

export const TextInlines = ({ nodes, prefix }: Inlines) =>
  nodes.map((node, at) => (node.kind === "text" ? node.text : <Inline key={at} node={node} prefix={prefix} />));

function Inline({ node, prefix }: { readonly node: TextInline; readonly prefix: string }) {
  switch (node.kind) {
    case "text":
      return node.text;
    case "code":
      return <code>{node.text}</code>;
    case "break":
      return <br />;
    case "strong":
      return <strong>{within(node.children, prefix)}</strong>;
    case "emphasis":
      return <em>{within(node.children, prefix)}</em>;
    case "deleted":
      return <del>{within(node.children, prefix)}</del>;
    case "jump":
      return <a href={`#${prefix}-${node.to}`}>{within(node.children, prefix)}</a>;
    case "link":
      return <Link node={node} prefix={prefix} />;
    case "image":
      return (
        <small>
          [image{node.alt && `: ${node.alt}`}
          <Aside address={node.address} title={node.title} />]
        </small>
      );
    case "note":
      return (
        <sup id={`${prefix}-${node.id}`}>
          <a href={`#${prefix}-${node.to}`}>[{node.label}]</a>
        </sup>
      );
  }
}

const within = (nodes: readonly TextInline[], prefix: string) => <TextInlines nodes={nodes} prefix={prefix} />;

function Link({ node, prefix }: { readonly node: Extract<TextInline, { kind: "link" }>; readonly prefix: string }) {
  const text = within(node.children, prefix);
  return (
    <>
      {node.href === null ? (
        text
      ) : (
        <a href={node.href} rel="noopener noreferrer nofollow">
          {text}
        </a>
      )}
      <Aside address={node.address} title={node.title} />
    </>
  );
}

function Aside({ address, title }: { readonly address: string | null; readonly title: string | null }) {
  if (!address && !title) return null;
  return (
    <small>
      {title && ` “${title}”`}
      {address && ` <${address}>`}
    </small>
  );
}
