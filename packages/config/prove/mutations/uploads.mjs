// Breaks of who writes to an upload, and of what becomes of its bytes.

const uploads = "packages/services/src/uploads";

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const uploadMutations = [
  {
    area: "artifacts",
    guarantee: "Discarding a draft frees no content that another version holds",
    file: "packages/db/src/freeing.ts",
    find: "inArray(b.sha256, own), elsewhere,",
    replace: "inArray(b.sha256, own),",
    test: "packages/services/src/versions/discard.test.ts",
    title: "frees what no other version holds, ends its uploads, and says who did it and when",
  },
  {
    area: "artifacts",
    guarantee: "No file comes to rest on a content that is being deleted",
    file: `${uploads}/commit-bytes.ts`,
    find: 'if (await holdContents(tx, [received.sha256])) return "freeing";',
    replace: "",
    test: "packages/services/src/versions/discard.test.ts",
    title: "goes on with what a crash left",
  },
  {
    area: "duties",
    guarantee: "Discarding a draft hides nobody's hand in what its bytes became",
    file: "packages/db/src/uploads.ts",
    find: 'await run.delete(u).where(and(eq(u.versionId, versionId), eq(u.state, "receiving")));',
    replace: "await run.delete(u).where(eq(u.versionId, versionId));",
    test: "packages/services/src/promotions/makers.test.ts",
    title: "bars whoever first sent large bytes of it to a draft that they discarded, at the vote and in the inbox",
  },
  {
    area: "artifacts",
    guarantee: "An upload that is given up frees what arrived at once",
    file: `${uploads}/discard.ts`,
    find: "await house.artifacts.uploads.discard(id);",
    replace: "",
    test: `${uploads}/discard.test.ts`,
    title: "frees what arrived at once, leaves an entry, and the path to another file",
  },
  {
    area: "artifacts",
    guarantee: "An upload has one writer, whatever process it is in",
    file: `${uploads}/lease.ts`,
    find: "if (!isEnding && !isFree(row, own, now)) throw busy();",
    replace: "",
    test: `${uploads}/lease.test.ts`,
    title: "refuses a second writer in process 1 while one writes, and a finish",
  },
  {
    area: "artifacts",
    guarantee: "What a stalled writer sends after somebody else went on is refused",
    file: `${uploads}/lease.ts`,
    find: "else if (isHeld === false || isPast()) stopped.abort(lost());",
    replace: "",
    test: `${uploads}/lease.test.ts`,
    title: "passes a stalled writer by in process 1, and refuses what it writes afterwards",
  },
  {
    area: "artifacts",
    guarantee: "A write under way reaches nothing of an upload that somebody else took over",
    file: "packages/artifacts/src/folder-staging.ts",
    find: "if (mayStillWrite) await detach(folder, id);",
    replace: "",
    test: "packages/artifacts/src/folder.test.ts",
    title: "lets a writer that was taken over from write nothing more that counts",
  },
  {
    area: "artifacts",
    guarantee: "What is remembered of an upload counts only while nobody else has written to it",
    file: "packages/artifacts/src/folder-staging.ts",
    find: "folder.known.delete(id);\n    if (mayStillWrite)",
    replace: "if (mayStillWrite)",
    test: "packages/artifacts/src/folder.test.ts",
    title: "believes nothing that it remembers once another process may have written",
  },
  {
    area: "artifacts",
    guarantee:
      "Nobody's abandoned upload bars a draft: who may edit it ends every upload into it, and the entry says whose it was",
    file: `${uploads}/list.ts`,
    find: "isEditor ? undefined : actor.id;",
    replace: "actor.id;",
    test: `${uploads}/discard.test.ts`,
    title:
      "ends another's, alone or a batch, for who may edit the draft: the entry says whose it was, and the draft can be sealed",
  },
  {
    area: "artifacts",
    guarantee: "An upload whose finish has begun to commit is not ended beneath it",
    file: `${uploads}/lease.ts`,
    find: "if (isEnding && row.receivedSha256 !== null && !isFree(row, own, now)) throw finishing();",
    replace: "",
    test: `${uploads}/discard.test.ts`,
    title: "is refused once the finish has begun to commit, and ends in the file",
  },
];
