// Reads the YAML of policies. Every fault is answered with its line and column, in words for the person who wrote it.
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { isAlias, isMap, isNode, isScalar, isSeq, parseAllDocuments, visit, type Document, type YAMLMap } from "yaml";
import { inconsistencies } from "./consistent.ts";
import { unknownNames, type KnownNames } from "./known-names.ts";
import { PolicyText } from "./language.ts";

export type PolicyFault = { readonly line: number; readonly column: number; readonly message: string };
export type PolicyReading =
  | { readonly ok: true; readonly policies: readonly PolicyText[] }
  | { readonly ok: false; readonly faults: readonly PolicyFault[] };

/** In bytes of UTF-8. */
export const maxPolicyLength = 64 * 1024;
const maxDepth = 12;
const maxFaults = 50;

/** One or more policies, separated by `---`. Nothing of a text with a fault is read. Names are held against `known`, as far as it is given. */
export function readPolicies(text: string, known: KnownNames = {}): PolicyReading {
  if (utf8ToBytes(text).length > maxPolicyLength)
    return refusedAt({ line: 1, column: 1, message: "a policy file holds at most 64 KiB of text" });
  // Before YAML's own parser, which recurses: a bomb of brackets is never handed to it.
  const deep = tooDeep(text);
  if (deep) return refusedAt(deep);
  const list = tree(text);
  if (!list) return refusedAt({ line: 1, column: 1, message: tooDeepMessage });
  if (list.length === 0) return refusedAt({ line: 1, column: 1, message: "the file holds no policy" });
  const place = (offset: number, message: string): PolicyFault => {
    const lines = text.slice(0, offset).split("\n");
    return { line: lines.length, column: lines.at(-1)!.length + 1, message };
  };
  const faults: PolicyFault[] = [];
  const policies: PolicyText[] = [];
  const named = new Set<string>();
  for (const document of list) {
    if (faults.length >= maxFaults) break; // each place is counted through the text
    const wrong = [...syntaxFaults(document, place), ...forbidden(document, place)];
    faults.push(...wrong);
    if (wrong.length > 0) continue;
    const parsed = PolicyText.safeParse(plain(document.contents), { reportInput: true });
    if (!parsed.success) {
      const issues = parsed.error.issues.flatMap(singly).slice(0, maxFaults);
      for (const { at, isKey, said } of issues) faults.push(place(offsetOf(document, at, isKey), said));
      continue;
    }
    const policy = parsed.data;
    if (named.has(policy.name))
      faults.push(place(offsetOf(document, ["name"]), `two policies are named ${policy.name}`));
    for (const { path, message } of [...inconsistencies(policy), ...unknownNames(policy, known)].slice(0, maxFaults))
      faults.push(place(offsetOf(document, path), `\`${nameOf(path)}\` ${message}`));
    named.add(policy.name);
    policies.push(policy);
  }
  return faults.length > 0 ? { ok: false, faults: faults.slice(0, maxFaults) } : { ok: true, policies };
}

const refusedAt = (fault: PolicyFault): PolicyReading => ({ ok: false, faults: [fault] });

type Place = (offset: number, message: string) => PolicyFault;
const yamlWords: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: "indent with spaces, not with tabs",
};
/** Of text that is no YAML the first fault alone: the parser stumbles over all that follows. */
function syntaxFaults(document: Document, place: Place): readonly PolicyFault[] {
  const all = [...document.errors, ...document.warnings];
  const known = all.filter(({ code }) => yamlWords[code] !== undefined);
  const first = all.find(({ code }) => yamlWords[code] === undefined);
  return [...known.slice(0, maxFaults), ...(first ? [first] : [])].map(({ code, pos, message }) =>
    place(pos[0], yamlWords[code] ?? `this is not valid YAML: ${message}`),
  );
}

/** What YAML has and a policy never needs: it would say one thing to the reader and another to the machine. */
function forbidden(document: Document, place: Place): readonly PolicyFault[] {
  const faults: PolicyFault[] = [];
  visit(document, (key, node) => {
    if (faults.length >= maxFaults) return visit.BREAK;
    if (!isNode(node)) return undefined;
    const at = node.range?.[0] ?? 0;
    if (isAlias(node)) faults.push(place(at, "aliases (*name) are not allowed: write the value out"));
    else if (node.anchor !== undefined) faults.push(place(at, "anchors (&name) are not allowed: write the value out"));
    if (node.tag !== undefined) faults.push(place(at, "tags (!name) are not allowed"));
    if (key === "key" && !isScalar(node)) faults.push(place(at, "a key must be a word"));
    if (key === "key" && isScalar(node) && node.value === "__proto__")
      faults.push(place(at, "__proto__ is not allowed as a name"));
    if (isMap(node)) faults.push(...givenTwice(node, place).slice(0, maxFaults));
    if (key === "key" && isScalar(node) && node.value === "<<")
      faults.push(place(at, "merge keys (<<) are not allowed"));
    return undefined;
  });
  return faults;
}

/** Not by the parser's `uniqueKeys`: it compares each key with all before it, which takes seconds of a full file. */
function givenTwice({ items }: YAMLMap, place: Place): readonly PolicyFault[] {
  const seen = new Set<unknown>();
  const again = items.flatMap(({ key }) => {
    if (!isScalar(key)) return [];
    const isAgain = seen.has(key.value);
    seen.add(key.value);
    return isAgain ? [startOf(key)] : [];
  });
  return again.slice(0, maxFaults).map((at) => place(at, "this key is given twice"));
}

const wholeNumber = /^-?(0|[1-9]\d{0,8})$/;
/** Scalars stay the text they were written as, so that 0.80 is never a double; only `count` is a number. */
function plain(node: unknown, key?: string): unknown {
  if (isMap(node))
    return Object.fromEntries(
      node.items.map((pair) => {
        const name = String((pair.key as { value?: unknown }).value);
        return [name, plain(pair.value, name)] as const;
      }),
    );
  if (isSeq(node)) return node.items.map((item) => plain(item));
  if (!isScalar(node)) return null;
  const isPlain = node.type === "PLAIN";
  const text = String(node.value);
  if (isPlain && text === "") return null;
  return isPlain && key === "count" && wholeNumber.test(text) ? Number(text) : text;
}

/** Where the value at a path stands; where it is missing, what should hold it. */
function offsetOf(document: Document, path: readonly PropertyKey[], isKey = false): number {
  let node: unknown = document.contents;
  let offset = startOf(node);
  for (const [index, step] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
      if (!pair) return offset;
      offset = startOf(pair.key);
      node = pair.value;
      if (index === path.length - 1 && isKey) return offset;
      if (isNode(node)) offset = startOf(node);
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = startOf(node);
    }
  }
  return offset;
}
const startOf = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0);

type Issue = PolicyIssue & { readonly input?: unknown };
type PolicyIssue = NonNullable<ReturnType<typeof PolicyText.safeParse>["error"]>["issues"][number];

/** Each unknown key by itself: zod tells those of one mapping together. */
function singly(issue: Issue): readonly { at: readonly PropertyKey[]; isKey: boolean; said: string }[] {
  if (issue.code !== "unrecognized_keys") return [{ at: issue.path, isKey: false, said: inWords(issue) }];
  const of = nameOf(issue.path) ?? "a policy";
  return issue.keys.map((key) => ({
    at: [...issue.path, key],
    isKey: true,
    said: `\`${key}\` is not a key of ${of}`,
  }));
}

function inWords(issue: Issue): string {
  const name = nameOf(issue.path);
  const said = name === undefined ? "this" : `\`${name}\``;
  if (issue.input === undefined) return `${said} is missing`;
  if (issue.input === null) return `${said} has no value`;
  return `${said} ${/^(must|takes) /.test(issue.message) ? issue.message : shapeInWords(issue)}`;
}
/** Where the schema has no words of its own. */
function shapeInWords(issue: Issue): string {
  if (issue.code === "invalid_type")
    return issue.expected === "array" ? "must be a list" : "must be a mapping: `key: value`, one a line";
  if (issue.code === "too_small") return "must not be empty";
  if (issue.code === "too_big") return `must hold ${issue.maximum} or fewer`;
  return "has a value that is not allowed";
}
const nameOf = (path: readonly PropertyKey[]) => path.findLast((step): step is string => typeof step === "string");

/** Where brackets nest deeper than any policy does. Dashes and indents are held by the parser's own stack, see `tree`. */
function tooDeep(text: string): PolicyFault | undefined {
  let depth = 0;
  for (const [index, line] of text.split("\n").entries())
    for (const [column, letter] of [...unquoted(line)].entries()) {
      if (letter === "[" || letter === "{") depth++;
      else if (letter === "]" || letter === "}") depth = Math.max(0, depth - 1);
      if (depth > maxDepth) return { line: index + 1, column: column + 1, message: tooDeepMessage };
    }
  return undefined;
}
/** Brackets in quotes and comments nest nothing. Every place stays where it was. */
const unquoted = (line: string) =>
  line.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'/g, (text) => " ".repeat(text.length)).replace(/(^|\s)#.*$/, "");
const tooDeepMessage = `nested deeper than ${maxDepth} levels`;

/** Throws no RangeError of a full stack: undefined instead. */
function tree(text: string): readonly Document[] | undefined {
  try {
    const documents: readonly Document[] = parseAllDocuments(text, {
      uniqueKeys: false,
      merge: false,
      schema: "failsafe",
      prettyErrors: false,
    });
    for (const { contents } of documents) if (depthOf(contents) > maxDepth) return undefined;
    return documents;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
function depthOf(node: unknown): number {
  if (isMap(node)) return 1 + Math.max(0, ...node.items.flatMap(({ key, value }) => [depthOf(key), depthOf(value)]));
  return isSeq(node) ? 1 + Math.max(0, ...node.items.map(depthOf)) : 0;
}
