// Many files at once: what a batch must not get past.
const services = "packages/services/src";
const batchTest = `${services}/uploads/batch.test.ts`;

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const bulkMutations = [
  {
    area: "artifacts",
    guarantee: "A batch whose bytes are not those that were stated brings no file, and each wrong one is named",
    file: `${services}/uploads/commit-pack.ts`,
    find: "    refuseWrong(sent, digests);\n",
    replace: "",
    test: batchTest,
    title: "names every content that is not the one stated, and keeps nothing of what was sent",
  },
  {
    area: "artifacts",
    guarantee: "A batch comes into a draft whole or not at all",
    file: `${services}/uploads/begin-batch.ts`,
    find: "  refuseBatch(reasons);\n",
    replace: "",
    test: batchTest,
    title: "is refused whole, every fault by its file: another content where a file stands",
  },
  {
    area: "artifacts",
    guarantee: "A content that needed no sending is in a draft only while the sender may read it",
    file: `${services}/uploads/finish-batch.ts`,
    find: "    .filter(({ sha256 }) => !readable.has(sha256))",
    replace: "    .filter(() => false)",
    test: batchTest,
    title: "is refused at its end where a content that needed no sending cannot be read any more, by name",
  },
  {
    area: "artifacts",
    guarantee: "An edit of a batch's row or of its list is named by the next check",
    file: "packages/db/src/governed/tables.ts",
    find: 'batches: { key: ["id"], digest: ["files"]',
    replace: 'batches: { key: ["id"], omit: ["files"]',
    test: batchTest,
    title: "is held against the log by every check: an edit of its row or of its list is named",
  },
  {
    area: "duties",
    guarantee: "Who first sent large bytes in a batch does not approve them",
    file: `${services}/uploads/finish-batch.ts`,
    find: "      files: files.map((file) => ({ ...file, uploadId: newId() })),",
    replace: "      files: [],",
    test: `${services}/promotions/makers.test.ts`,
    title:
      "bars whoever first sent large bytes of it in a batch elsewhere, without saying which, at the vote and in the inbox",
  },
  {
    area: "duties",
    guarantee: "A file counts as sent in a batch only where the list that an entry tells of names it",
    file: "packages/db/src/makers.ts",
    find: "const isListed = uploadId === batchId || ",
    replace: "const isListed = true || ",
    test: `${services}/audit/forged-evidence.test.ts`,
    title: "rests on nothing forged: which file of a batch was sent",
  },
  {
    area: "artifacts",
    guarantee: "Files on their way in batches count toward what a version holds and an account may begin",
    file: "packages/db/src/batches.ts",
    find: "batchPlan: plan, fileCount: plan.length }",
    replace: "batchPlan: plan }",
    test: "packages/services/src/uploads/begin-batch.test.ts",
    title: "count toward what a version holds, in batches as by themselves",
  },
  {
    area: "artifacts",
    guarantee: "A file by itself and a batch on their way to clashing paths are refused in both orders",
    file: "packages/services/src/uploads/begin.ts",
    find: "  await refuseBatched(tx, wanted);\n",
    replace: "",
    test: "packages/services/src/uploads/begin-batch.test.ts",
    title: "are judged against each other in both orders, alone and in batches: the same path",
  },
  {
    area: "artifacts",
    guarantee: "A batch that is begun again goes on with what was sent, whatever is known of its contents by now",
    file: "packages/services/src/uploads/plan-batch.ts",
    find: "[undefined, file.sha256 ?? sha256].includes(sha256)",
    replace: "file.sha256 === sha256",
    test: "packages/services/src/uploads/begin-batch.test.ts",
    title: "goes on with its session when digests were not known at first, and holds what comes against them",
  },
  {
    area: "artifacts",
    guarantee:
      "A content that need not be sent when its batch was begun, and has to be by now, is asked for behind the others",
    file: "packages/services/src/uploads/plan-batch.ts",
    find: "return gone.length === 0 ? plan : [",
    replace: "return true ? plan : [",
    test: "packages/services/src/uploads/begin-batch.test.ts",
    title: "asks for what has to be sent after all behind what was sent, and for nothing twice",
  },
];
