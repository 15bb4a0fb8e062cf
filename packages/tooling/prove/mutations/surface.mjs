// Breaks of the one table of use-cases: what HTTP makes of a row, and of an export that is fetched again.

const routes = "packages/api/src/v1/surface-routes.test.ts";
const fetched = "packages/services/src/audit/fetch-export.test.ts";

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const surfaceMutations = [
  {
    area: "surface",
    guarantee: "A poll is answered 304 only while the reference points at the same",
    file: "packages/api/src/surface.ts",
    find: 'Object.values(pointedAt).join(";")',
    replace: '"same"',
    test: routes,
    title: "answers a poll of what a reference points at with 304 until that changes",
  },
  {
    area: "surface",
    guarantee: "What the path of a request says is not said again by its query or its body",
    file: "packages/api/src/v1/given.ts",
    find: "if (repeated) throw",
    replace: "if (repeated && !repeated.name) throw",
    test: routes,
    title: "takes the input of what changes something from its path and body alone",
  },
  {
    area: "surface",
    guarantee: "A mutation sent twice under one Idempotency-Key takes effect once over HTTP too",
    file: "packages/api/src/http/authenticate.ts",
    find: "idempotencyKey: key,",
    replace: "idempotencyKey: undefined,",
    test: routes,
    title: "does once what is sent twice under one Idempotency-Key",
  },
  {
    area: "surface",
    guarantee: "An answer holds what its schema says and nothing else, over each door of its use-case",
    file: "packages/services/src/meta/info.ts",
    find: 'return { name: "chancery",',
    replace: 'return { build: "unknown", name: "chancery",',
    test: "packages/api/src/census/census.test.ts",
    title: "answers every visitor at every procedure and route as the table says",
  },
  {
    area: "offline",
    guarantee: "The reference page of the API runs nothing that a text of the document says",
    file: "packages/api/src/docs-page.ts",
    find: "(char) => entities[char]!",
    replace: "(char) => (entities[char] ? char : char)",
    test: "packages/api/src/docs-page.test.ts",
    title: "the reference page shows what a text of the document says, and never runs it",
  },
  {
    area: "log",
    guarantee: "An export is fetched again only by the one its entry says it was made for",
    file: "packages/services/src/audit/fetch-export.ts",
    find: "leaf.auth.id !== actor.id",
    replace: "false",
    test: fetched,
    title: "is fetched by who made it, and by nobody else",
  },
  {
    area: "log",
    guarantee: "An export that is fetched again holds what its entry says was found",
    file: "packages/services/src/audit/fetch-export.ts",
    find: "again.entries !== found || again.root !== foundRoot",
    replace: "false",
    test: fetched,
    title: "is refused once the names its filter goes by have changed",
  },
];
