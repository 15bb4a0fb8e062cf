// Copyable ways to fetch a version: pinned to its number, or following a stage, by choice.
"use client";
import { useState } from "react";
import { CodeLine } from "#components/code-line.tsx";
import { pullCommand } from "../format.ts";

type Snippet = { readonly tab: string; readonly code: string };
type SnippetsProps = {
  readonly model: string;
  readonly number: number;
  readonly versionId: string;
  readonly following?: string;
};

function snippetsFor(reference: string, versionId: string, origin: string): readonly Snippet[] {
  return [
    { tab: "CLI", code: pullCommand(reference) },
    {
      tab: "Node",
      code: [
        `import { createClient } from "@chancery/client";`,
        `import { download } from "@chancery/client/node";`,
        ``,
        `const client = createClient({ url: "${origin}", token: process.env.CHANCERY_TOKEN });`,
        `const version = await client.resolve("${reference}");`,
        `await download(client, { version, folder: "model" });`,
      ].join("\n"),
    },
    {
      tab: "curl",
      code: [
        `curl -fsS -H "Authorization: Bearer $CHANCERY_TOKEN" \\`,
        `  "${origin}/api/v1/resolve?ref=${encodeURIComponent(reference)}"`,
        `curl -fsS -H "Authorization: Bearer $CHANCERY_TOKEN" \\`,
        `  ${origin}/api/v1/versions/${versionId}/manifest`,
      ].join("\n"),
    },
  ];
}

export function Snippets({ model, number, versionId, following }: SnippetsProps) {
  const [isPinned, setIsPinned] = useState(following === undefined);
  const [tab, setTab] = useState("CLI");
  const reference = isPinned || following === undefined ? `${model}:${number}` : `${model}@${following}`;
  const origin = typeof window === "undefined" ? "$CHANCERY_URL" : window.location.origin;
  const snippets = snippetsFor(reference, versionId, origin);
  const shown = snippets.find((snippet) => snippet.tab === tab) ?? snippets[0];
  return (
    <div className="grid gap-2">
      <div role="group" aria-label="Language" className="flex gap-0.5 border-b border-line">
        {snippets.map((snippet) => (
          <button
            key={snippet.tab}
            type="button"
            aria-pressed={snippet.tab === shown?.tab}
            onClick={() => setTab(snippet.tab)}
            className="px-2 py-1 text-ink2 aria-pressed:font-medium aria-pressed:text-ink aria-pressed:shadow-[inset_0_-2px_0_var(--accent)]"
          >
            {snippet.tab}
          </button>
        ))}
      </div>
      {shown && (
        <div suppressHydrationWarning>
          <CodeLine code={shown.code} what={`${shown.tab} snippet`} />
        </div>
      )}
      {following !== undefined && (
        <p className="m-0 text-meta text-ink3">
          {isPinned ? `pinned to v${number}` : `follows ${following}`} ·{" "}
          <button type="button" onClick={() => setIsPinned(!isPinned)} className="text-accent underline">
            {isPinned ? `follow ${following} instead` : `pin v${number} instead`}
          </button>
        </p>
      )}
    </div>
  );
}
