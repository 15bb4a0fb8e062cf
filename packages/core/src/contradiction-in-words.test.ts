// What pages and the command line say of a row that the log contradicts.
import { expect, it } from "vitest";
import { contradictionInWords } from "./contradiction-in-words.ts";
import type { RecordContradiction } from "./integrity/view.ts";

const row = "the vote 0198";
const differs = { table: "votes", id: "0198", row, entry: 7, fault: "differs", shows: "log", columns: [] } as const;
const column = { name: "dossierRevision", told: "1", stands: "2" };
const digest = { name: "printedName", told: null, stands: null };

it.each<readonly [what: string, one: RecordContradiction, said: string]>([
  [
    "what the database says and what the entry says",
    { ...differs, columns: [column, { name: "decision", told: `"reject"`, stands: `"approve"` }] },
    "The database says dossier revision 2, decision “approve” of the vote 0198. Entry #7 says dossier revision 1, decision “reject”.",
  ],
  [
    "an end that was put there",
    { ...differs, columns: [{ name: "to", told: "null", stands: `"2026-01-01T00:00:00.000Z"` }] },
    "The database says to “2026-01-01T00:00:00.000Z” of the vote 0198. Entry #7 says to nothing.",
  ],
  [
    "that a value is not the one recorded, where the entry holds a digest alone",
    { ...differs, shows: "database", columns: [digest, { ...digest, name: "note" }] },
    "The database holds another printed name and note of the vote 0198 than entry #7 records.",
  ],
  [
    "both",
    { ...differs, columns: [column, digest] },
    "The database says dossier revision 2 of the vote 0198. Entry #7 says dossier revision 1, and another printed name.",
  ],
  [
    "that a row is gone, and shown",
    { ...differs, fault: "missing" },
    "Entry #7 tells of the vote 0198, which the database no longer has. It is shown as the entry has it.",
  ],
  [
    "that a row is gone, and missing",
    { ...differs, fault: "missing", shows: "nothing" },
    "Entry #7 tells of the vote 0198, which the database no longer has. It is missing here.",
  ],
  [
    "that no entry tells of a row, which is left out",
    { ...differs, entry: null, fault: "unrecorded", shows: "nothing" },
    "No entry of the log tells of the vote 0198. It is left out here.",
  ],
  [
    "that no entry tells of a row, which is shown",
    { ...differs, entry: null, fault: "unrecorded", shows: "database" },
    "No entry of the log tells of the vote 0198.",
  ],
  [
    "that a row came back",
    { ...differs, fault: "unrecorded", shows: "nothing" },
    "Entry #7 says that the vote 0198 is no more. It is left out here.",
  ],
  [
    "that the index was edited",
    { ...differs, row: "the index of the votes of 0199", fault: "misplaced", shows: "nothing" },
    "Entry #7 says otherwise than the index of the votes of 0199.",
  ],
  [
    "that the entry itself was edited",
    { ...differs, shows: "database" },
    "Entry #7 cannot be believed, so nothing vouches for the vote 0198.",
  ],
])("says %s", (_what, one, said) => {
  const { before, entry, after } = contradictionInWords(one);
  expect(`${before}${entry === null ? "" : `#${entry}`}${after}`).toBe(said);
});
