// One small break per guarantee, and the test that must notice it. The source of docs/guarantees.md.

/**
 * @typedef {object} Mutation
 * @property {string} guarantee what holds, in words a reader of docs/guarantees.md understands
 * @property {string} file the source that is broken, from the top of the repository
 * @property {string} find text that stands there exactly once
 * @property {string} replace what takes its place
 * @property {string} test the test file that must notice
 * @property {string} title part of the full title of the test named after the guarantee
 * @property {"postgres"} [engine] set where only PostgreSQL can show it
 */

/** @type {readonly Mutation[]} */
export const mutations = [
  {
    guarantee: "A leaf cannot pass for an inner node of the tree",
    file: "packages/core/src/audit/merkle.ts",
    find: "sha256(concatBytes(Uint8Array.of(0), leaf))",
    replace: "sha256(leaf)",
    test: "packages/core/src/audit/merkle.test.ts",
    title: "gives the published roots 0 to 8",
  },
];
