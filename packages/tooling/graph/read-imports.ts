// Reads what a source file imports, from its syntax: comments and strings do not count.
import ts from "typescript";

/** `isTypeOnly`: the import leaves nothing behind at run time. */
export type Import = { readonly specifier: string; readonly isTypeOnly: boolean };

export function readImports(fileName: string, text: string): Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) found.push({ specifier, isTypeOnly: isTypeOnly(node) });
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, false));
  return found;
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return textOf(node.argument.literal);
  const isCall = ts.isCallExpression(node);
  const isDynamic = isCall && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const isRequire = isCall && ts.isIdentifier(node.expression) && node.expression.text === "require";
  return isCall && (isDynamic || isRequire) ? textOf(node.arguments[0]) : undefined;
}

const textOf = (node: ts.Node | undefined) => (node && ts.isStringLiteralLike(node) ? node.text : undefined);

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  if (!ts.isImportDeclaration(node) || !node.importClause) return false;
  const { phaseModifier, name, namedBindings } = node.importClause;
  if (phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = namedBindings && ts.isNamedImports(namedBindings) ? namedBindings.elements : undefined;
  return !name && named !== undefined && named.length > 0 && named.every((element) => element.isTypeOnly);
}
