// Writes docs/guarantees.md from the list of mutations, law by law: guarantee → test → what breaks it.

/** The nine laws of the product, then what else must hold. Every area has guarantees. */
export const areas = {
  promotion: "Law 1: only an executed promotion lets a version into a governed stage",
  record: "Law 2: every write has a permission and an entry in the log, a refusal too",
  frozen: "Law 3: what sealing froze never changes",
  hostile: "Law 4: nothing in an uploaded file is executed",
  lists: "Law 5: lists are paged by key, and an export holds what was filtered",
  offline: "Law 6: it speaks to its own users and to nobody else",
  engines: "Law 7: the same on SQLite and PostgreSQL, in one process and in several",
  running: "Law 8: governance takes nothing down: only revoking stops a version",
  surface: "Law 9: the public surface is versioned",
  duties: "Separation of duties",
  reviews: "What a reviewer is told",
  log: "The audit log",
  artifacts: "The artifact plane",
  sessions: "Sessions, tokens and signing in",
  visibility: "Who sees what",
  requests: "Requests from elsewhere",
  shown: "What is shown is what is stored",
  texts: "What people wrote is read within limits, and all of it is shown",
  policies: "Policies as people write them",
};

const folded = (text) => text.replaceAll(/\s+/g, " ").trim();
const code = (text) => `<code>${escaped(folded(text))}</code>`;
const escaped = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("|", "&#124;").replaceAll("`", "&#96;");

const section = ({ guarantee, file, find, replace, test, title, engine }) =>
  [
    `### ${guarantee}`,
    "",
    `- Test: \`${test}\`, “${title}”${engine ? " (PostgreSQL)" : ""}`,
    `- Broken in \`${file}\`: ${code(find)} → ${replace.trim() ? code(replace) : "removed"}`,
    "",
  ].join("\n");

/** The whole document, area by area, within one in the order of the list. */
export function guaranteesDocument(mutations) {
  const parts = Object.entries(areas).flatMap(([area, heading]) => [
    `## ${heading}`,
    "",
    ...mutations.filter((mutation) => mutation.area === area).map(section),
  ]);
  return [
    "# Guarantees",
    "",
    "What Chancery promises, the test named after each promise, and the small break that this test must notice.",
    "Written by `npm run prove -- --docs` from `packages/tooling/prove/mutations.mjs`; `npm run prove` applies every break",
    "and fails when a test stays green. CI repeats one of each area (`npm run prove -- --ci`).",
    "",
    ...parts,
  ].join("\n");
}
