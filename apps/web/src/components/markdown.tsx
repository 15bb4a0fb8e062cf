// Text people wrote in Markdown: no raw HTML, nothing loaded from elsewhere, headings below the page's own.
import Markdown from "react-markdown";
import type { Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";

const components: Components = {
  h1: ({ children }) => <h3 className="mt-5 mb-2 text-section first:mt-0">{children}</h3>,
  h2: ({ children }) => <h3 className="mt-5 mb-2 text-section first:mt-0">{children}</h3>,
  h3: ({ children }) => <h4 className="mt-4 mb-1 text-card first:mt-0">{children}</h4>,
  h4: ({ children }) => <h5 className="mt-4 mb-1 text-card first:mt-0">{children}</h5>,
  h5: ({ children }) => <h6 className="mt-4 mb-1 text-card first:mt-0">{children}</h6>,
  h6: ({ children }) => <h6 className="mt-4 mb-1 text-card first:mt-0">{children}</h6>,
  p: ({ children }) => <p className="my-2 first:mt-0 last:mb-0">{children}</p>,
  ul: ({ children }) => <ul className="my-2 list-disc pl-5">{children}</ul>,
  ol: ({ children }) => <ol className="my-2 list-decimal pl-5">{children}</ol>,
  blockquote: ({ children }) => (
    <blockquote className="my-2 border-l-2 border-line pl-3 text-ink2">{children}</blockquote>
  ),
  hr: () => <hr className="my-4 border-0 border-t border-line" />,
  pre: ({ children }) => (
    <pre className="my-2 overflow-x-auto rounded bg-raised px-2.5 py-2" tabIndex={0}>
      {children}
    </pre>
  ),
  table: ({ children }) => (
    <div className="my-2 overflow-x-auto" tabIndex={0} role="region" aria-label="Table">
      <table className="border-collapse border border-line">{children}</table>
    </div>
  ),
  th: ({ children }) => (
    <th className="border border-line px-2 py-1 text-left text-head font-medium text-ink3">{children}</th>
  ),
  td: ({ children }) => <td className="border border-line px-2 py-1">{children}</td>,
  a: ({ href, children }) => (
    <a href={href} rel="noopener noreferrer nofollow">
      {children}
    </a>
  ),
  img: ({ alt }) => <span className="text-ink3">[image{alt ? `: ${alt}` : ""}]</span>,
};

export function Prose({ text }: { readonly text: string }) {
  return (
    <div className="max-w-[72ch]">
      <Markdown remarkPlugins={[remarkGfm]} rehypePlugins={[rehypeSanitize]} components={components}>
        {text}
      </Markdown>
    </div>
  );
}
