// The rooms of the house and the doors between them. A new edge is a line in this table, and a decision.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listPackages, root } from "../setup/workspace.mjs";
import { readImports, type Import } from "./read-imports.ts";

/** What each room may import at run time. */
const edges: Record<string, readonly string[]> = {
  "@chancery/core": [],
  "@chancery/db": ["@chancery/core"],
  "@chancery/artifacts": ["@chancery/core"],
  "@chancery/services": ["@chancery/core", "@chancery/db", "@chancery/artifacts"],
  "@chancery/api": ["@chancery/core", "@chancery/services"],
  "@chancery/client": ["@chancery/core"],
  "@chancery/tooling": [],
  web: ["@chancery/core", "@chancery/db", "@chancery/artifacts", "@chancery/services", "@chancery/api"],
  e2e: ["@chancery/client"],
  // It measures the built server, started as the journeys do, and what the layers below cost on their own.
  "@chancery/bench": [
    "@chancery/core",
    "@chancery/db",
    "@chancery/artifacts",
    "@chancery/services",
    "@chancery/client",
    "e2e",
  ],
};

/** What each room may import as types alone. */
const typeEdges: Record<string, readonly string[]> = { "@chancery/client": ["@chancery/api"] };

/** What the tests of a room may use besides: they build a real house. */
const testEdges: Record<string, readonly string[]> = {
  "@chancery/api": ["@chancery/db", "@chancery/artifacts"],
  "@chancery/client": ["@chancery/api", "@chancery/services"],
};

const packages = listPackages();
const rooms = new Set(packages.map(({ name }) => name));
const isTest = (file: string) => /\.test(-d)?\.tsx?$|\/testing(\/|[\w-]*\.ts$)/.test(file);
const skipped = new Set(["node_modules", "dist", "dist-types", ".next", "test-results", ".work"]);

function listSources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : listSources(path);
    return /\.(ts|tsx|mts|mjs|js)$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [path] : [];
  });
}

type Found = Import & { readonly file: string; readonly room: string; readonly folder: string };
/** Every import of every source, read once. */
const imports: readonly Found[] = packages.flatMap(({ name: room, folder }) =>
  listSources(folder).flatMap((file) =>
    readImports(file, readFileSync(join(root, file), "utf8")).map((found) => ({ ...found, file, room, folder })),
  ),
);

const roomOf = (specifier: string) => {
  const name = specifier.startsWith("@") ? specifier.split("/").slice(0, 2).join("/") : specifier.split("/")[0];
  return name !== undefined && rooms.has(name) ? name : undefined;
};

describe("the package graph", () => {
  it("knows every room", () => {
    expect([...rooms].sort()).toEqual(Object.keys(edges).sort());
  });

  it.each(packages)("lets $name depend only on rooms below it", ({ name, manifest }) => {
    const runtime = Object.keys(manifest.dependencies ?? {}).filter((dependency) => rooms.has(dependency));
    const development = Object.keys(manifest.devDependencies ?? {}).filter((dependency) => rooms.has(dependency));
    const allowed = edges[name] ?? [];
    const allowedInDevelopment = [
      ...allowed,
      ...(typeEdges[name] ?? []),
      ...(testEdges[name] ?? []),
      "@chancery/tooling",
    ];
    expect(runtime.filter((dependency) => !allowed.includes(dependency))).toEqual([]);
    expect(development.filter((dependency) => !allowedInDevelopment.includes(dependency))).toEqual([]);
  });

  it("finds no import that the table does not allow", () => {
    const refused = imports.filter(({ specifier, isTypeOnly, file, room }) => {
      const target = roomOf(specifier);
      if (target === undefined || target === room || target === "@chancery/tooling") return false;
      if (edges[room]?.includes(target)) return false;
      if (isTypeOnly && typeEdges[room]?.includes(target)) return false;
      return !(isTest(file) && testEdges[room]?.includes(target));
    });
    expect(refused.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([]);
  });

  it("finds no import that climbs out of its own room", () => {
    const climbing = imports.filter(
      ({ specifier, file, folder }) =>
        specifier.startsWith(".") && !join(file, "..", specifier).startsWith(`${folder}/`),
    );
    expect(climbing.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([]);
  });

  it("has no file that imports itself, through whatever others, as types or values", () => {
    const files = new Set(imports.map(({ file }) => file));
    const targets = new Map<string, string[]>();
    for (const { file, specifier, folder } of imports) {
      const target = specifier.startsWith("#") ? join(folder, "src", specifier.slice(1)) : join(file, "..", specifier);
      if (/^[.#]/.test(specifier) && files.has(target)) targets.set(file, [...(targets.get(file) ?? []), target]);
    }
    const isDone = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) return void circles.push([...path.slice(path.indexOf(file)), file].join(" → "));
      if (isDone.has(file)) return;
      for (const target of targets.get(file) ?? []) walk(target, [...path, file]);
      isDone.add(file);
    };
    for (const file of files) walk(file, []);
    expect(circles).toEqual([]);
  });

  it("has no cycle", () => {
    const depth = (name: string, path: readonly string[] = []): number => {
      if (path.includes(name)) throw new Error(`cycle: ${[...path, name].join(" → ")}`);
      const below = [...(edges[name] ?? []), ...(typeEdges[name] ?? [])];
      return 1 + Math.max(0, ...below.map((next) => depth(next, [...path, name])));
    };
    expect(() => Object.keys(edges).map((name) => depth(name))).not.toThrow();
  });
});
