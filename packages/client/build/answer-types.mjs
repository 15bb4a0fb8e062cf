// `type Model = View<typeof Model>` is an inference over a schema. Published, it is spelled out: members with what is said of each, and other answers by name.
import { build } from "esbuild";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";

/** Runs core, and gives back what writes the declarations of one of its files with the types of answers as plain types. */
export async function answerTypes(folder, program) {
  const outfile = join(folder, "dist-types/core.mjs");
  const entryPoints = [join(folder, "../core/src/index.ts")];
  // What it bundles is partly CommonJS, which asks for Node's own modules by `require`.
  const banner = {
    js: 'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);',
  };
  await build({ entryPoints, outfile, bundle: true, format: "esm", platform: "node", logLevel: "warning", banner });
  const core = await import(pathToFileURL(outfile));
  const homes = homesOf(program, folder);
  const isAnswer = (name) => core[name]?._zod !== undefined && homes.has(name);
  const names = new Map(Object.keys(core).flatMap((name) => (isAnswer(name) ? [[core[name], name]] : [])));
  const lists = new Map(
    [...homes].flatMap(([name, { list }]) => (list && core[list] ? [[keyOf(core[list]), name]] : [])),
  );

  return ({ path, text }) => {
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    const declared = new Set(source.statements.flatMap(namesIn));
    const used = new Set();
    const print = printer({ names, lists, used });
    const spelled = source.statements.map((node) => {
      const name = schemaOf(node);
      return name && isAnswer(name) && node.name.text === name
        ? laidOut(`${commentOf(core[name])}export type ${name} = ${print.declared(core[name])};`)
        : node.getFullText(source);
    });
    const from = dirname(path);
    const imports = [...used]
      .filter((name) => !declared.has(name))
      .map((name) => `import type { ${name} } from "./${relative(from, homes.get(name).path)}";\n`);
    return imports.join("") + spelled.join("");
  };
}

const namesIn = (node) =>
  ts.isImportDeclaration(node)
    ? (node.importClause?.namedBindings?.elements ?? []).map(({ name }) => name.text)
    : [node.name?.text];

/** X, where a statement is `type … = View<typeof X>`, or `OneOf`. */
function schemaOf(node) {
  if (!ts.isTypeAliasDeclaration(node) || !ts.isTypeReferenceNode(node.type)) return undefined;
  const [of] = node.type.typeArguments ?? [];
  return /^(View|OneOf)$/.test(node.type.typeName.text) && of && ts.isTypeQueryNode(of) ? of.exprName.text : undefined;
}

const isExportedType = (node) =>
  ts.isTypeAliasDeclaration(node) && node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

/** Where core declares each type, and the list it is made of where it is `(typeof list)[number]`. */
function homesOf(program, folder) {
  const core = join(folder, "../core/src/");
  const sources = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(core));
  return new Map(
    sources.flatMap((source) =>
      source.statements.filter(isExportedType).map((node) => {
        const list = /^\(typeof (\w+)\)\[number\]$/.exec(node.type.getText(source))?.[1];
        const path = join(folder, "dist-types/core/src", relative(core, source.fileName)).replace(/\.ts$/, ".js");
        return [node.name.text, { path, list }];
      }),
    ),
  );
}

/** As tsc lays declarations out. */
const laidOut = (text) =>
  `\n${ts.createPrinter().printFile(ts.createSourceFile("one.d.ts", text, ts.ScriptTarget.Latest))}`;

const keyOf = (values) => JSON.stringify([...values].sort());
const commentOf = (schema) => {
  const { description } = schema.meta() ?? {};
  return description ? `/** ${description} */\n` : "";
};

/** Prints a schema as the type of what it describes. Throws for what no answer is made of. */
function printer({ names, lists, used }) {
  const named = (name) => {
    used.add(name);
    return name;
  };
  const print = (schema) => (names.has(schema) ? named(names.get(schema)) : spelledOut(schema));
  const inList = (text) => (/ \| /.test(text) && !/^\{[^]*\}$/.test(text) ? `(${text})` : text);
  const member = ([name, schema]) => {
    const { type, innerType } = schema._zod.def;
    const isExact = schema._zod.traits.has("$ZodExactOptional");
    const value = type === "optional" ? `${print(innerType)}${isExact ? "" : " | undefined"}` : print(schema);
    const comment = names.has(schema) ? "" : commentOf(schema);
    return `${comment}readonly ${name}${type === "optional" ? "?" : ""}: ${value};\n`;
  };
  function spelledOut(schema) {
    const { def } = schema._zod;
    switch (def.type) {
      case "string":
      case "number":
      case "boolean":
      case "null":
        return def.type;
      case "literal":
        return def.values.map((value) => JSON.stringify(value)).join(" | ");
      case "enum": {
        const values = Object.values(def.entries);
        const list = lists.get(keyOf(values));
        return list ? named(list) : values.map((value) => JSON.stringify(value)).join(" | ");
      }
      case "nullable":
        return `${print(def.innerType)} | null`;
      case "array":
        return `readonly ${inList(print(def.element))}[]`;
      case "record": {
        const record = `Readonly<Record<${print(def.keyType)}, ${print(def.valueType)}>>`;
        return def.partial ? `Partial<${record}>` : record;
      }
      case "union":
        return def.options.map(print).join(" | ");
      case "object":
        return `{\n${Object.entries(def.shape).map(member).join("")}}`;
      default:
        throw new Error(`the API answers a ${def.type}, which has no type to publish`);
    }
  }
  return { declared: spelledOut };
}
