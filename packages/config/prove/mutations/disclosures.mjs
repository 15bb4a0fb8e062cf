// Breaks of what filtered exports say of themselves, and of how personal text is kept, opened and erased.

const core = "packages/core/src/audit";
const services = "packages/services/src";
const erasures = `${services}/erasures/erasures.test.ts`;
const refused = `${services}/refused-reads.test.ts`;
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
  {
    area: "log",
    guarantee: "Nobody erases a person alone",
    file: `${services}/erasures/confirm.ts`,
    find: "refuseUnlessAnother(actor, [asked.askedBy, actorId]);",
    replace: "refuseUnlessAnother(actor, [actorId]);",
    test: erasures,
    title: "takes two people: one asks, another confirms, and neither is the person",
  },
  {
    area: "log",
    guarantee: "An erasure leaves no name of the person beside the log",
    file: `${services}/erasures/confirm.ts`,
    find: "await deleteDisclosures(tx, gone);",
    replace: "void deleteDisclosures;",
    test: erasures,
    title: "leaves no name, address, browser or reason about the person, and every proof as it was",
  },
  {
    area: "log",
    guarantee: "A disclosure that somebody deleted is found, and told from an erased one",
    file: `${services}/audit/entry-faults.ts`,
    find: "if (!stored.has(digest) && !isErased)",
    replace: "if (!stored.has(digest) && isErased && !isErased)",
    test: erasures,
    title: "is told from a deletion: what SQL deletes is missing, and what it puts back has returned",
  },
  {
    area: "log",
    guarantee: "An erasure keeps what signatures rest on",
    file: `${services}/erasures/confirm.ts`,
    find: 'retentionOf(one.kind) === "account" &&',
    replace: "",
    test: erasures,
    title: "keeps the words and the printed name of the vote, and what is told of its row can be checked",
  },
  {
    area: "log",
    guarantee: "Only the operator's own command says that a backup was taken",
    file: "packages/core/src/permissions.ts",
    find: 'description: "record in the log that a backup was taken",\n    roles: [],',
    replace: 'description: "record in the log that a backup was taken",\n    roles: ["admin"],',
    test: `${services}/backup/restore-log.test.ts`,
    title: "leaves an entry, which nobody but the operator can write",
  },
  {
    area: "visibility",
    guarantee: "A refused read of something hidden leaves a record",
    file: `${services}/query.ts`,
    find: "else countRefusedRead(house, call, subject, error);",
    replace: "",
    test: refused,
    title: "of something hidden is an entry within the minute, with its count, and the request writes none",
  },
  {
    area: "visibility",
    guarantee: "A read of something hidden takes as long as one of something that does not exist",
    file: `${services}/query.ts`,
    find: "const grants = await grantsInForce(reader, actor, now); // of what",
    replace:
      "if (subject === undefined) throw notFound();\n    const grants = await grantsInForce(reader, actor, now); // of what",
    test: refused,
    title: "takes the same statements for what is hidden as for what does not exist",
  },
];
