// The reference of /api/v1 as one page: made from the OpenAPI document, without scripts and without a request to anybody else.
import { createHash } from "node:crypto";
import type { Json } from "./openapi-schemas.ts";

type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Json;
};
type Content = Readonly<Record<string, { readonly schema?: Json; readonly example?: unknown }>>;
type Operation = {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<
    Record<string, { readonly $ref?: string; readonly description?: string; readonly content?: Content }>
  >;
};
type Document = {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<"parameters" | "responses" | "schemas", Readonly<Record<string, Json>>>>;
};

const style = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); --soft: color-mix(in srgb, currentColor 6%, transparent) }
* { box-sizing: border-box }
body { overflow-wrap: anywhere; margin: 0 auto; max-width: 68rem; padding: 2rem 1.25rem 6rem; font: 1rem/1.55 system-ui, sans-serif }
h1 { font-size: 1.75rem; margin: 0 0 .5rem } h2 { font-size: 1.25rem; margin: 3rem 0 .75rem; text-transform: capitalize } h3 { font-size: 1rem; margin: 1.25rem 0 .25rem }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; padding: 0 }
code, pre { font: .875em/1.5 ui-monospace, monospace } pre { white-space: pre-wrap; padding: .75rem; background: var(--soft) }
details { border-top: 1px solid var(--line) } summary { cursor: pointer; padding: .6rem 0 } details > div { padding: 0 0 1rem 1rem }
summary span { display: block; padding-left: 5.5rem } .method { display: inline-block; min-width: 4.25rem; font-weight: 600 }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-top: 1px solid var(--line) }
a { color: inherit }
@media (max-width: 40rem) { td { display: block; border: 0; padding: 0 } td:first-child { border-top: 1px solid var(--line); padding-top: .3rem } td:last-child { padding-bottom: .3rem } summary span { padding-left: 0 } }
`;
/** Nothing but the page's own style is loaded or run. */
export const docsPolicy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; base-uri 'none'; frame-ancestors 'none'`;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const text = (value: string): string => value.replace(/[&<>"']/g, (char) => entities[char]!);
/** Text in which `…` is code. */
const prose = (value: string): string => text(value).replace(/`([^`]+)`/g, "<code>$1</code>");
const nameIn = (ref: unknown): string => String(ref).slice(String(ref).lastIndexOf("/") + 1);

/** The whole page. */
export function docsPageOf(openApi: Json): string {
  const document = openApi as unknown as Document;
  const { info, tags, paths, components } = document;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const sections = tags.map(
    ({ name }) =>
      `<h2 id="${text(name)}">${text(inWords(name))}</h2>${operations
        .filter(({ operation }) => operation.tags.includes(name))
        .map((one) => operationOf(document, one))
        .join("")}`,
  );
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `<h3 id="schema-${text(name)}">${text(name)}</h3>${membersOf(schema)}`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${text(info.title)} API</title><style>${style}</style></head>
<body><header><h1>${text(info.title)} API</h1><p>Version ${text(info.version)}. <a href="/api/v1/openapi.json">OpenAPI 3.1 document</a></p><p>${prose(info.description)}</p></header>
<nav aria-label="Nouns"><ul>${tags.map(({ name }) => `<li><a href="#${text(name)}">${text(inWords(name))}</a></li>`).join("")}<li><a href="#schemas">schemas</a></li></ul></nav>
<main>${sections.join("")}<h2 id="schemas">Schemas</h2>${schemas.join("")}</main></body></html>
`;
}

const inWords = (tag: string): string => tag.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

type Placed = { readonly path: string; readonly method: string; readonly operation: Operation };
function operationOf({ components }: Document, { path, method, operation }: Placed): string {
  const { operationId, summary, description, parameters, requestBody, responses } = operation;
  const taken = parameters.map((one) =>
    "name" in one ? one : (components.parameters[nameIn(one.$ref)] as unknown as Parameter),
  );
  const rows = taken.map(
    (one) =>
      `<tr><td><code>${text(one.name)}</code></td><td>${one.in}${one.required ? ", required" : ""}</td><td>${typeOf(one.schema)}</td><td>${prose(one.description ?? "")}</td></tr>`,
  );
  const answers = Object.entries(responses).map(([status, answer]) => {
    const shared = answer.$ref === undefined ? answer : (components.responses[nameIn(answer.$ref)] as typeof answer);
    return `<tr><td><code>${text(status)}</code></td><td>${prose(shared.description ?? "")}</td><td>${answer.$ref === undefined ? contentOf(answer.content) : ""}</td></tr>`;
  });
  return `<details id="${text(operationId)}"><summary><code><b class="method">${text(method.toUpperCase())}</b> ${text(path)}</code><span>${prose(summary)}</span></summary><div><p>${prose(description)}</p>${
    rows.length > 0 ? `<h3>Parameters</h3><table>${rows.join("")}</table>` : ""
  }${requestBody ? `<h3>Body</h3>${contentOf(requestBody.content)}` : ""}<h3>Answers</h3><table>${answers.join("")}</table></div></details>`;
}

const contentOf = (content: Content = {}): string =>
  Object.entries(content)
    .map(
      ([media, { schema, example }]) =>
        `<p><code>${text(media)}</code></p>${schema ? membersOf(schema) : ""}${example === undefined ? "" : `<pre>${text(JSON.stringify(example, null, 2))}</pre>`}`,
    )
    .join("");

/** An object by its members, anything else by its type. */
function membersOf(schema: Json): string {
  const { properties, required = [] } = schema as {
    readonly properties?: Readonly<Record<string, Json>>;
    readonly required?: readonly string[];
  };
  if (!properties) return `<p>${typeOf(schema)}</p>`;
  const rows = Object.entries(properties).map(
    ([name, member]) =>
      `<tr><td><code>${text(name)}</code></td><td>${required.includes(name) ? "" : "optional"}</td><td>${typeOf(member)}</td></tr>`,
  );
  return `<table>${rows.join("")}</table>`;
}

/** A type in one line; a named one is a link, an object inside another one is its members. */
function typeOf(schema: Json): string {
  const {
    $ref,
    type,
    enum: values,
    const: value,
    format,
    items,
    anyOf,
    oneOf,
    properties,
  } = schema as Readonly<Record<string, never>>;
  if ($ref) return `<a href="#schema-${text(nameIn($ref))}">${text(nameIn($ref))}</a>`;
  const parts = (anyOf ?? oneOf) as readonly Json[] | undefined;
  if (parts) return parts.map(typeOf).join(" or ");
  if (values)
    return (values as readonly unknown[]).map((one) => `<code>${text(JSON.stringify(one))}</code>`).join(" or ");
  if (value !== undefined) return `<code>${text(JSON.stringify(value))}</code>`;
  if (type === "array") return `list of ${typeOf(items ?? {})}`;
  if (properties) return `<details><summary>object</summary>${membersOf(schema)}</details>`;
  return text([type ?? "anything", format && `(${String(format)})`].filter(Boolean).join(" "));
}
