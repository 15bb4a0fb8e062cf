// Breaks of the shells around the use-cases: what the server lets in, what the client trusts, what the process writes.

const guards = "packages/api/src/http/guards.ts";
const app = "packages/api/src/app.test.ts";

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const shellMutations = [
  {
    guarantee: "No form on another site writes as the person at the browser",
    file: guards,
    find: 'c.req.header("x-chancery-csrf") !== "1"',
    replace: "false",
    test: app,
    title: "with no header that forces a preflight changes nothing",
  },
  {
    guarantee: "A write that a browser says comes from elsewhere is refused, token or not",
    file: guards,
    find: "origin !== undefined && origin !== own",
    replace: "false",
    test: app,
    title: "is refused with a token too, when a browser says it comes from elsewhere",
  },
  {
    guarantee: "The server answers under its own name only",
    file: guards,
    find: "if (!isOwnHost(",
    replace: "if (false && !isOwnHost(",
    test: app,
    title: "other than the public URL's gets nothing, whatever is forwarded",
  },
  {
    guarantee: "A client that is too old is told so by name",
    file: guards,
    find: "client !== undefined && !isServed(client, oldestClient)",
    replace: "false",
    test: app,
    title: "older than the oldest served, or none at all by its version, is told so by name",
  },
  {
    guarantee: "A registry that nobody claimed does nothing but be claimed",
    file: guards,
    find: "if (!isClaimed && !isOpen(c.req.path))",
    replace: "if (false)",
    test: app,
    title: "says what it is, can be claimed, and does nothing else",
  },
  {
    guarantee: "One request runs at most 20 procedures",
    file: "packages/api/src/trpc.ts",
    find: "maxBatchSize = 20",
    replace: "maxBatchSize = 2000",
    test: app,
    title: "runs at most 20 procedures",
  },
  {
    guarantee: "A downloaded file has the digest its version names, or is not there",
    file: "packages/client/src/node/download-file.ts",
    find: 'part.hash.digest("hex") === file.sha256',
    replace: "true",
    test: "packages/client/src/node/download.test.ts",
    title: "does not trust the part it finds: damaged ones end as INTEGRITY and are gone",
  },
  {
    guarantee: "A token goes to the server it was given for",
    file: "packages/client/src/http.ts",
    find: 'redirect: "manual"',
    replace: 'redirect: "follow"',
    test: "packages/client/src/http.test.ts",
    title: "follows no redirect: the token stays with the server it was given for",
  },
  {
    guarantee: "A kept token goes to no other server",
    file: "packages/client/src/cli/session.ts",
    find: "config?.url === url ? config.token : null",
    replace: "config?.token",
    test: "packages/client/src/cli/run.test.ts",
    title: "never sends a kept token to another server",
  },
  {
    guarantee: "A log whose key changed is not taken for the pinned one",
    file: "packages/client/src/cli/commands/login.ts",
    find: "pinned !== null && pinned !== info.verifierKey",
    replace: "false",
    test: "packages/client/src/cli/run.test.ts",
    title: "fails loudly when the log's key is another one later, until that is meant",
  },
];
