// Stages and tiers are rows of a registry: no product code decides by the name of one.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { root } from "../setup/workspace.mjs";

const stages = ["development", "staging", "production", "archived"];
const tiers = ["minimal", "limited", "high"];

const anyName = new RegExp(`\\b(${[...stages, ...tiers].join("|")})\\b`);

/** What is no product code, or tells a story in the names of a new registry. */
const besides =
  /\.test(-d)?\.tsx?$|\.d\.ts$|\/(testing|demo|census|plans|migrations|node_modules|dist|dist-types|\.next)(\/|$)|\/testing[\w-]*\.ts$/;
/** The one place that says what a new registry has, the formats from before a registry had its own, and folders so called. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  "packages/core/src/stage.ts": stages,
  "packages/core/src/tier.ts": tiers,
  "packages/core/src/policy.ts": stages,
  "packages/artifacts/src/folder.ts": ["staging"],
  "apps/web/src/server/data-folder.ts": ["staging"],
};

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (besides.test(path)) return [];
    if (entry.isDirectory()) return sourcesIn(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** Names of stages and tiers that stand in a source as a whole text, or as the name of a member. */
function literalsIn(text: string, path = "source.tsx"): readonly string[] {
  if (!anyName.test(text)) return []; // to parse every source takes long
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    const isMember =
      ts.isIdentifier(node) &&
      ((ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) ||
        ((ts.isPropertyAssignment(node.parent) || ts.isPropertySignature(node.parent)) && node.parent.name === node));
    if (
      (ts.isStringLiteralLike(node) || isMember) &&
      !isNodeEnv(node) &&
      [...stages, ...tiers].includes(ts.isStringLiteralLike(node) ? node.text : node.getText())
    )
      found.push(ts.isStringLiteralLike(node) ? node.text : node.getText());
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return found;
}

/** Node's own word for a program that is not being developed. */
const isNodeEnv = ({ parent }: ts.Node) =>
  (ts.isBinaryExpression(parent) || ts.isPropertyAssignment(parent)) && parent.getText().includes("NODE_ENV");

const folders = ["core", "db", "services", "api", "client", "artifacts"].map((name) => `packages/${name}/src`);

describe("the names of stages and tiers", () => {
  it("decide nothing in product code", () => {
    const found = [...folders, "apps/web/src"].flatMap(sourcesIn).flatMap((path) => {
      const named = literalsIn(readFileSync(join(root, path), "utf8"), path);
      return named.filter((name) => !allowed[path]?.includes(name)).map((name) => `${path}: ${name}`);
    });
    expect(found).toEqual([]);
  }, 60_000);

  it.each([
    ['stage === "production"', ["production"]],
    ["holders[`staging`]", ["staging"]],
    ["found.production", ["production"]],
    ['const looks = { high: "red" }', ["high"]],
    ['<StateBadge state="archived" />', ["archived"]],
    ['process.env.NODE_ENV === "production"', []],
    ['say("chancery promote --to production")', []],
    ["const development = 1", []],
  ])("are seen in %s", (text, seen) => expect(literalsIn(text)).toEqual(seen));

  it("stand where they are allowed", () => {
    for (const [path, names] of Object.entries(allowed))
      for (const name of names) expect(literalsIn(readFileSync(join(root, path), "utf8"), path), path).toContain(name);
  });
});
