// Breaks of what filtered exports say of themselves, and of how personal text is kept, opened and erased.

const core = "packages/core/src/audit";
const services = "packages/services/src";
const opened = "is opened by who may export what it discloses, and the access log says so first";

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
  {
    area: "log",
    guarantee: "The name of a service account stands in no leaf",
    file: `${core}/acts/service-account.ts`,
    find: "ownerId: id, name: text() }",
    replace: "ownerId: id, name: z.string() }",
    test: `${core}/acts.test.ts`,
    title: "holds in its leaves ids, digests and closed words, and of open text only the names of things",
  },
  {
    area: "log",
    guarantee: "What an entry discloses is opened by auditors alone",
    file: `${services}/audit/open-disclosures.ts`,
    find: "refuseUnlessAuditor(actor, grants);",
    replace: "",
    test: `${services}/audit/evidence.test.ts`,
    title: opened,
  },
  {
    area: "log",
    guarantee: "Who opens what an entry discloses is noted before it is handed out",
    file: `${services}/audit/open-disclosures.ts`,
    find: 'await recordAccess(house, call, { action: "disclosures.opened", subject: `entry/${index}` });',
    replace: "void [house, call, recordAccess];",
    test: `${services}/audit/evidence.test.ts`,
    title: opened,
  },
];
