// Breaks of what filtered exports say of themselves, and of how personal text is kept, opened and erased.

const core = "packages/core/src/audit";

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const disclosureMutations = [
  {
    area: "log",
    guarantee: "A filtered export that lost a line is refused",
    file: `${core}/export-entry.ts`,
    find: "if (listed.size < found)",
    replace: "if (listed.size < 0)",
    test: `${core}/export-entry.test.ts`,
    title: "is shown to hold all that was found, and loses none of it unnoticed",
  },
  {
    area: "log",
    guarantee: "A filtered export shown under another filter is refused",
    file: `${core}/export-entry.ts`,
    find: "meant !== stated",
    replace: "false",
    test: `${core}/export-entry.test.ts`,
    title: "is refused under another filter than its entry was written for",
  },
  {
    area: "log",
    guarantee: "A filtered export without the entry that counts it is refused",
    file: `${core}/export-verify.ts`,
    find: "entry !== undefined && exported?.index !== entry",
    replace: "false",
    test: `${core}/export-entry.test.ts`,
    title: "is refused without that entry, or with the entry of another export in its place",
  },
];
