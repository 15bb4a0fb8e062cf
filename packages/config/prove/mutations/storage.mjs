// Breaks of what keeps bytes and rows: durability, offsets, digests, locks, guards, scopes.

const artifacts = "packages/artifacts/src";
const store = `${artifacts}/folder-store.test.ts`;

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const storageMutations = [
  {
    guarantee: "A file is synced before it is answered",
    file: `${artifacts}/staging.ts`,
    find: "  await file.sync();\n",
    replace: "",
    test: store,
    title: "syncs what it answers: bytes at the end of an append, file and folder at commit",
  },
  {
    guarantee: "A file's new name is synced before it is answered",
    file: `${artifacts}/durable.ts`,
    find: "await syncFolder(dirname(to));",
    replace: "",
    test: store,
    title: "syncs what it answers: bytes at the end of an append, file and folder at commit",
  },
  {
    guarantee: "Bytes are kept under the digest they have, not the one announced",
    file: `${artifacts}/staging.ts`,
    find: "if (digest !== sha256)",
    replace: "if (false)",
    test: store,
    title: "refuses a wrong digest and keeps nothing",
  },
  {
    guarantee: "An upload goes on at exactly the offset it stands at",
    file: `${artifacts}/staging.ts`,
    find: "if (offset !== before.length)",
    replace: "if (false)",
    test: store,
    title: "refuses a gap and a repetition, naming the right offset",
  },
  {
    guarantee: "An upload has one writer",
    file: `${artifacts}/staging.ts`,
    find: "if (busy.has(id)) throw refusals.uploadBusy();",
    replace: "",
    test: store,
    title: "refuses a second writer",
  },
  {
    guarantee: "A body beyond what was announced is refused and leaves nothing",
    file: `${artifacts}/receive.ts`,
    find: "written + waitingBytes + chunk.length > limitBytes",
    replace: "false",
    test: store,
    title: "refuses a body beyond the limit and stays as it was",
  },
  {
    guarantee: "No link is followed inside the store",
    file: `${artifacts}/durable.ts`,
    find: "| O_NOFOLLOW | O_NONBLOCK",
    replace: "| O_NONBLOCK",
    test: store,
    title: "serves no link planted among the blobs",
  },
  {
    guarantee: "Uploads leave room for the database and the log",
    file: `${artifacts}/staging.ts`,
    find: "bavail * bsize - neededBytes < reserveBytes",
    replace: "false",
    test: store,
    title: "is refused below the reserve",
  },
  {
    guarantee: "A list shows what its reader may see, and nothing else",
    file: "packages/db/src/visible.ts",
    find: "if (visible.everything)",
    replace: "if (true)",
    test: "packages/services/src/promotions/list.test.ts",
    title: "hides promotions of models the viewer may not see",
  },
  {
    guarantee: "Whether a content is stored is told only to who may read it",
    file: "packages/db/src/blobs.ts",
    find: ", visibleModels(t, visible)",
    replace: "",
    test: "packages/services/src/uploads/begin.test.ts",
    title: "does not tell that a content is stored to an actor who cannot read it",
  },
  {
    guarantee: "Two approvals at once strand no promotion",
    file: "packages/db/src/promotions.ts",
    find: `one(lock(tx, run.select({ versionId: p.versionId }).from(p).where(eq(p.id, id))));
  if (!locked) return undefined;
  await lock(tx, run.select({ id: v.id }).from(v).where(eq(v.id, locked.versionId)));`,
    replace: `one(run.select({ versionId: p.versionId }).from(p).where(eq(p.id, id)));
  if (!locked) return undefined;`,
    test: "packages/services/src/promotions/racing.test.ts",
    title: "strand no promotion where two approvals are needed and come at once",
    engine: "postgres",
  },
  {
    guarantee: "An approval executes nothing whose content changed meanwhile",
    file: "packages/db/src/promotions.ts",
    find: "await lock(tx, run.select({ id: v.id }).from(v).where(eq(v.id, locked.versionId)));",
    replace: "",
    test: "packages/services/src/promotions/racing.test.ts",
    title: "execute nothing on an approval of content that an evaluation has changed meanwhile",
    engine: "postgres",
  },
  {
    guarantee: "An exclusive stage has one incumbent, however many enter at once",
    file: "packages/db/src/occupancies.ts",
    find: "await lock(tx, run.select({ id: t.models.id }).from(t.models).where(eq(t.models.id, modelId)));",
    replace: "",
    test: "packages/services/src/promotions/racing.test.ts",
    title: "leave one incumbent when many versions enter an exclusive stage at once",
    engine: "postgres",
  },
];
