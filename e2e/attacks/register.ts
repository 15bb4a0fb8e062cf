// What shows each S case that is no row of the table, and why others are not there yet; from both, docs/security-cases.md.
import { attacks } from "./table.ts";

/** Shown by a test elsewhere: the file, and words of the test's title. */
const shownElsewhere: Readonly<Record<string, readonly [file: string, title: string]>> = {
  S57: ["e2e/attacks/wire.spec.ts", "S57: an upgrade of"],
  S58: ["e2e/attacks/wire.spec.ts", "S58: 500 POSTs with Next-Resume"],
  S72: ["e2e/attacks/wire.spec.ts", "S72: "],
  S30: ["e2e/attacks/canaries.spec.ts", "S30: all of the data folder is its owner's alone"],
  S46: ["e2e/attacks/canaries.spec.ts", "S46: no file of the data folder holds a secret in clear"],
  "§4g": ["e2e/attacks/canaries.spec.ts", "§4g: no secret is in what the server writes"],
  "S25, S48": ["e2e/attacks/markup.spec.ts", "S25, S48: markup in an address, a filter or the palette's search"],
  "S24, S45 in a browser": [
    "e2e/attacks/markup.spec.ts",
    "S24, S45: a file that a browser would run is only ever handed out",
  ],
  S43: ["e2e/attacks/hostile-server.spec.ts", "S43: a name that another system keeps for itself"],
  "S43, the parts": ["packages/client/src/node/download.test.ts", "a download from a hostile server"],
  "another team's digest": ["e2e/attacks/foreign-bytes.spec.ts", "a stored digest that one may not read is answered"],
  "tampered exports": ["e2e/attacks/exports.spec.ts", "the same exports, untouched, verify"],
  "S61, a weak secret": ["apps/web/src/server/config.test.ts", "refuse the weak secret"],
  "S44, addresses to upload to": ["apps/web/src/server/ingest-addresses.test.ts", "opens nothing to anybody else"],
  S71: ["apps/web/src/server/ingest-addresses.test.ts", "cannot be mistaken for a callback, forged or replayed"],
  S64: ["packages/services/src/sessions/sessions.test.ts", "answers nobody for the old id after signing out"],
  S65: ["e2e/faults/outage.spec.ts", "signing in while PostgreSQL is gone is an outage, whoever tries"],
  S70: ["packages/api/src/app.test.ts", "names a failure by its request id alone, over both transports"],
};

const absent: Readonly<Record<string, string>> = {
  "S07–S12, S21, S22, S47":
    "the server takes no address to fetch from, store at or call: no artifact locations, webhooks or proxies",
  "S29, S31–S42": "there is no scanner and nothing is unpacked; a file is bytes under a digest",
  "S44, signed URLs of downloads": "there are none: every download carries a session or a token",
  "S59, a shared cache": "no cache is put in front: the headers that forbid keeping an answer are tested",
  "S61, an error as a session": "next-auth 4 answers none; what opens nothing is tested",
  S62: "there is no sign-in by e-mail",
  S67: "there is no WebSocket server: upgrades are cut (S57)",
  "MFA, OIDC, webhook secrets, key rotation, chyu_ tokens": "not part of the product yet",
  "S59, Vary: Cookie on pages": "Next writes that header itself; pages are private, no-store",
};

/** The document, whole. */
export function securityCases(): string {
  const rows = attacks.map(
    ({ id, origin, what }) => `| ${id} | ${origin} | ${what} | \`e2e/attacks/requests.spec.ts\` |`,
  );
  const others = Object.entries(shownElsewhere).map(([id, [file, title]]) => `| ${id} | | ${title} … | \`${file}\` |`);
  const missing = Object.entries(absent).map(([id, why]) => `| ${id} | ${why} |`);
  return [
    "# Security cases",
    "",
    "The attacks Chancery is tested with, by their numbers in the project's security requirements. Written from",
    "`e2e/attacks` by `CHANCERY_WRITE_DOCS=1` with its `register.spec.ts`, which fails when this file is not current.",
    "",
    "| case | known from | what is tried | shown by |",
    "| --- | --- | --- | --- |",
    ...[...rows, ...others],
    "",
    "## Not there yet",
    "",
    "| case | why |",
    "| --- | --- |",
    ...missing,
    "",
  ].join("\n");
}

export const named = Object.values(shownElsewhere);
