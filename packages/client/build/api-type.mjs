// The type `Api` is an inference over the server's router. Published, it is spelled out: one line per procedure, nothing inferred.
import { join } from "node:path";
import ts from "typescript";

const { NodeBuilderFlags: flag } = ts;
const printing = flag.NoTruncation | flag.UseAliasDefinedOutsideCurrentScope;

/**
 * The declarations of api.ts with `Api` as plain types. A diff of the API report then shows a changed field as a changed
 * field, and nothing of tRPC, the services or the database is dragged along. Throws for a result that core does not state.
 */
export function spellOutApi(program, { folder, text }) {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(join(folder, "src/api.ts"));
  const known = namesInCore(program, folder);
  const print = printer(checker, { source, known });
  const spelled = `export type Api = {\n${nounsOf(checker, source)
    .map((noun) => nounText(checker, source, { noun, print }))
    .join("")}};`;
  const used = [...print.names].filter((name) => !isGlobal(name)).sort();
  const unknown = used.filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new Error(`the API answers ${unknown.join(", ")}, which @chancery/core does not export`);
  const replaced = text.replace(/^export type Api = .*;$/m, spelled);
  if (replaced === text) throw new Error("api.d.ts has no type Api to spell out");
  return `import type { ${used.join(", ")} } from "@chancery/core";\n${replaced.replace(/^import type \{ AppRouter \}.*$/m, "")}`;
}

function nounsOf(checker, source) {
  const alias = source.statements.find((node) => ts.isTypeAliasDeclaration(node) && node.name.text === "Api");
  return checker.getTypeAtLocation(alias.name).getProperties();
}

function nounText(checker, source, { noun, print }) {
  const verbs = checker.getTypeOfSymbolAtLocation(noun, source).getProperties();
  const lines = verbs.map((verb) => {
    const { aliasSymbol, aliasTypeArguments } = checker.getTypeOfSymbolAtLocation(verb, source);
    if (!aliasTypeArguments) throw new Error(`${noun.name}.${verb.name} is neither query nor mutation`);
    return `    readonly ${verb.name}: ${aliasSymbol.name}<${aliasTypeArguments.map(print).join(", ")}>;\n`;
  });
  return `  readonly ${noun.name}: {\n${lines.join("")}  };\n`;
}

/** Prints a type, and remembers the names it stands on. One that only the server knows by name is printed as what it is. */
function printer(checker, { source, known }) {
  const names = new Set();
  const sheet = ts.createPrinter({ removeComments: true });
  const note = (node) => {
    if (ts.isTypeReferenceNode(node))
      names.add(ts.isIdentifier(node.typeName) ? node.typeName.text : node.typeName.left.text);
    if (node.kind === ts.SyntaxKind.AnyKeyword)
      throw new Error("the API's type holds an any: something in it does not compile");
    ts.forEachChild(node, note);
  };
  const print = (type) => {
    const isNamedElsewhere = type.aliasSymbol !== undefined && !known.has(type.aliasSymbol.name);
    const node = checker.typeToTypeNode(type, source, isNamedElsewhere ? printing | flag.InTypeAlias : printing);
    note(node);
    return sheet.printNode(ts.EmitHint.Unspecified, node, source);
  };
  return Object.assign(print, { names });
}

function namesInCore(program, folder) {
  const checker = program.getTypeChecker();
  const core = checker.getSymbolAtLocation(program.getSourceFile(join(folder, "../core/src/index.ts")));
  return new Set(checker.getExportsOfModule(core).map((symbol) => symbol.name));
}

const isGlobal = (name) => ["Record", "Readonly", "Partial", "Pick", "Omit", "Array", "ReadonlyArray"].includes(name);
