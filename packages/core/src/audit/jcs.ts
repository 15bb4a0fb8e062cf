// Canonical JSON (RFC 8785): one value, one text, so that a digest over it means something.

/** What JSON can say. An `undefined` member counts as absent, as in JSON.stringify. */
export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [member: string]: JsonValue | undefined };

/** Members sorted by UTF-16 code units, no white space (RFC 8785). Throws TypeError on what JSON cannot say: NaN, infinities, `undefined` in an array, ill-formed strings, anything but plain objects and arrays. */
export function canonicalJson(value: JsonValue): string {
  switch (typeof value) {
    case "string":
      return quoted(value);
    case "boolean":
      return String(value);
    case "number":
      if (!Number.isFinite(value)) throw new TypeError(`${value} is not a JSON number`);
      return JSON.stringify(value);
    case "object":
      if (value === null) return "null";
      if (isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
      return objectText(value);
    default:
      throw new TypeError(`a value of type ${typeof value} is not JSON`);
  }
}

/** The value as JSON says it: members that are undefined are left out, dates are texts. Throws TypeError on a cycle. */
export const asJson = (value: object | null): JsonValue => JSON.parse(JSON.stringify(value)) as JsonValue;

/** Whether `text`, which says `value`, is its canonical JSON. Throws as canonicalJson does. */
export function isCanonical(text: string, value: JsonValue): boolean {
  // The engine's own writer is several times as fast, and differs only in the order of members and for lone surrogates.
  const isPlain = JSON.stringify(value) === text && !text.includes("\\ud") && text.isWellFormed();
  return (isPlain && areMembersSorted(value)) || canonicalJson(value) === text;
}

function areMembersSorted(value: JsonValue | undefined): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (isArray(value)) return value.every(areMembersSorted);
  let last = "";
  for (const name of Object.keys(value)) {
    if (name < last || !areMembersSorted(value[name])) return false;
    last = name;
  }
  return true;
}

const isArray = (value: object): value is readonly JsonValue[] => Array.isArray(value);

function objectText(value: { readonly [member: string]: JsonValue | undefined }): string {
  // A plain object's prototype is null or an Object.prototype, of whichever realm.
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw new TypeError("only plain objects and arrays are JSON");
  const members: string[] = [];
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member !== undefined) members.push(`${quoted(name)}:${canonicalJson(member)}`);
  }
  return `{${members.join(",")}}`;
}

function quoted(text: string): string {
  if (!text.isWellFormed()) throw new TypeError("a string holds a lone surrogate, which UTF-8 cannot carry");
  return JSON.stringify(text);
}
