// Writes docs/guarantees.md from the list of mutations: guarantee → test → what breaks it.

const folded = (text) => text.replaceAll(/\s+/g, " ").trim();
const code = (text) => `<code>${escaped(folded(text))}</code>`;
const escaped = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("|", "&#124;").replaceAll("`", "&#96;");

/** The whole document, in the order of the list. */
export function guaranteesDocument(mutations) {
  const sections = mutations.map(({ guarantee, file, find, replace, test, title, engine }) =>
    [
      `### ${guarantee}`,
      "",
      `- Test: \`${test}\`, “${title}”${engine ? " (PostgreSQL)" : ""}`,
      `- Broken in \`${file}\`: ${code(find)} → ${replace.trim() ? code(replace) : "removed"}`,
      "",
    ].join("\n"),
  );
  return [
    "# Guarantees",
    "",
    "What Chancery promises, the test named after each promise, and the small break that this test must notice.",
    "Written by `npm run prove -- --docs` from `packages/config/prove/mutations.mjs`; `npm run prove` applies every break",
    "and fails when a test stays green.",
    "",
    ...sections,
  ].join("\n");
}
