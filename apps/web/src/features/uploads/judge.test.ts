// What is refused before a byte is sent.
import { expect, it } from "vitest";
import fc from "fast-check";
import { collisionKey } from "@chancery/core";
import { fileFault, Places } from "./judge.ts";

it.each([
  ["../up", "path_invalid"],
  ["nul\u0000", "path_invalid"],
  ["lone\ud800", "path_invalid"],
  ["n".repeat(300), "path_invalid"],
  ["", "path_invalid"],
  ["a/模型.bin", undefined],
])("judges %j as the server does", (path, code) => {
  expect(fileFault(path, 1)?.code).toBe(code);
});

it("refuses what no browser sends in one file", () => {
  expect(fileFault("a", 2 ** 40)).toBeUndefined();
  expect(fileFault("a", 2 ** 40 + 1)).toEqual({
    code: "file_too_large",
    message: "A browser sends at most 1 TiB in one file: use chancery push.",
  });
});

it.each([
  [
    "config.json",
    "Config.json",
    "Config.json is here, and some systems treat the two names as the same. Rename one of them.",
  ],
  ["sub", "sub/vocab.txt", "There is a folder with this name here: it contains sub/vocab.txt. Rename one of them."],
  ["sub/vocab.txt", "sub", "sub is a file here, so it cannot be a folder too. Rename one of them."],
])("says how %s clashes with %s", (path, other, message) => {
  const places = new Places();
  places.take(other);
  expect(places.clash(path)).toEqual({ code: "path_collides", message });
});

it("finds every pair that cannot stand in one folder, in either order, and no other", () => {
  const segment = fc.constantFrom("a", "A", "b", "é", "e\u0301", "É");
  const path = fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => segments.join("/"));
  const clashes = (one: string, other: string) => {
    const [a, b] = [collisionKey(one), collisionKey(other)];
    return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
  };
  fc.assert(
    fc.property(fc.array(path, { maxLength: 6 }), path, path, (taken, gone, asked) => {
      const places = new Places();
      for (const one of [...new Set([...taken, gone])]) if (!places.clash(one)) places.take(one);
      const standing = [...new Set([...taken, gone])].filter((one) => places.has(one));
      if (places.has(gone)) places.free(gone);
      const rest = standing.filter((one) => one !== gone);
      expect(places.clash(asked) !== undefined).toBe(rest.some((one) => clashes(one, asked)));
    }),
  );
});
