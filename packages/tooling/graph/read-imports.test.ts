import { describe, expect, it } from "vitest";
import { readImports } from "./read-imports.ts";

const read = (text: string) => readImports("x.ts", text);

describe("readImports", () => {
  it("sees every way to import", () => {
    const text = `import a from "one"; export * from "two"; const b = import("three"); const c = require("four");`;
    expect(read(text).map(({ specifier }) => specifier)).toEqual(["one", "two", "three", "four"]);
  });

  it("tells an import of types from one of values", () => {
    const types = `import type { A } from "x"; import { type B } from "x"; export type { C } from "x"; type D = import("x").D;`;
    expect(read(types).every(({ isTypeOnly }) => isTypeOnly)).toBe(true);
    const values = `import "x"; import { type A, b } from "x"; import * as c from "x"; export { d } from "x"; import e from "x";`;
    expect(read(values).some(({ isTypeOnly }) => isTypeOnly)).toBe(false);
  });

  it("is not misled by comments and strings", () => {
    expect(read(`// import "x"\nconst text = 'import "y"';`)).toEqual([]);
  });
});
