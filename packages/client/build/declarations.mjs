// One declaration file per entry, each complete in itself: emitted for client and core, then joined by rollup.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { rollup } from "rollup";
import dts from "rollup-plugin-dts";
import ts from "typescript";
import { answerTypes } from "./answer-types.mjs";
import { spellOutApi } from "./api-type.mjs";

/** Writes index.d.ts and node.d.ts into `dist`. Throws on any type error in what is published. */
export async function emitDeclarations(folder, dist) {
  const program = createProgram(join(folder, "tsconfig.dts.json"));
  await emit(program, folder);
  await bundle(folder, dist);
}

function createProgram(path) {
  const { config, error } = ts.readConfigFile(path, ts.sys.readFile);
  if (error) throw new Error(textOf([error]));
  const { fileNames, options, errors } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(path), undefined, path);
  if (errors.length > 0) throw new Error(textOf(errors));
  return ts.createProgram(fileNames, options);
}

/** Only client and core: what else the router's type reaches is spelled out. */
async function emit(program, folder) {
  const rooms = [join(folder, "src/"), join(folder, "../core/src/")];
  const sources = program.getSourceFiles().filter(({ fileName }) => rooms.some((room) => fileName.startsWith(room)));
  const written = [];
  for (const source of sources) {
    const problems = [...program.getSemanticDiagnostics(source), ...program.getDeclarationDiagnostics(source)];
    if (problems.length > 0) throw new Error(textOf(problems));
    program.emit(source, (path, text) => written.push([path, text]), undefined, true);
  }
  const withAnswers = await answerTypes(folder, program);
  for (const [path, text] of written) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(
      path,
      path.endsWith("/client/src/api.d.ts")
        ? spellOutApi(program, { folder, text })
        : withoutSchemas(withAnswers({ path, text })),
    );
  }
}

/** A type and the schema that parses it share a name in core; the schema is not published, and would import zod. */
function withoutSchemas(text) {
  const source = ts.createSourceFile("any.d.ts", text, ts.ScriptTarget.Latest);
  const isSchema = (node) =>
    ts.isVariableStatement(node) && /^z\./.test(node.declarationList.declarations[0].type?.getText(source) ?? "");
  const kept = source.statements.filter((node) => !isSchema(node));
  return kept.map((node) => node.getFullText(source)).join("");
}

/** index.d.ts holds everything; node.d.ts takes from it what both know. */
async function bundle(folder, dist) {
  const types = join(folder, "dist-types/client/src");
  const core = join(folder, "dist-types/core/src/index.d.ts");
  const index = { id: "./index.js", external: true };
  const isIndex = (id) => /^\.\.\/index\.[jt]s$/.test(id);
  const isPackage = (id) => !/^[./]/.test(id);
  // Nothing of another package may be left in the end; until then rollup need not find it.
  const elsewhere = (id) => (isPackage(id) ? { id, external: true } : null);
  const entries = [
    { input: "index.d.ts", file: "index.d.ts", resolveId: (id) => (id === "@chancery/core" ? core : elsewhere(id)) },
    {
      input: "node/index.d.ts",
      file: "node.d.ts",
      resolveId: (id) => (id === "@chancery/core" || isIndex(id) ? index : elsewhere(id)),
    },
  ];
  for (const { input, file, resolveId } of entries) {
    const joined = await rollup({
      input: join(types, input),
      plugins: [{ name: "workspace", resolveId }, dts({ tsconfig: join(folder, "tsconfig.dts.json") })],
      onwarn(warning) {
        throw new Error(warning.message);
      },
    });
    await joined.write({ file: join(dist, file), format: "es" });
  }
}

const textOf = (diagnostics) =>
  ts.formatDiagnostics(diagnostics, {
    getCurrentDirectory: ts.sys.getCurrentDirectory,
    getCanonicalFileName: (name) => name,
    getNewLine: () => "\n",
  });
