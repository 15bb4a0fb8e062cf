// The OpenAPI 3.1 document, generated from the routes and the very schemas that parse their input and describe their answers.
import { errorCodes, isInScope, permissions, type Permission } from "@chancery/core";
import { z } from "zod";
import { wire } from "./error-map.ts";
import { examples } from "./openapi-examples.ts";
import { collectSchemas, type Json, type Schemas } from "./openapi-schemas.ts";
import { fieldsOf } from "./v1/given.ts";
import type { Answer, Route } from "./v1/route.ts";

type About = { readonly publicUrl: string; readonly version: string };

const ErrorAnswer = z
  .object({
    code: z.enum(errorCodes),
    message: z.string(),
    reasons: z.array(z.object({ code: z.string(), message: z.string() })),
    requestId: z.string(),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  })
  .meta({ id: "Error", description: "What every refused request is answered with" });

/** Why a request is refused, by the code of the error. */
const refusals = {
  INVALID_INPUT: "The input is not what it has to be; `reasons` name each field",
  UNAUTHENTICATED: "There is no token, or it is not a good one",
  FORBIDDEN: "The caller may see this, and may not do it",
  NOT_FOUND: "There is nothing of this name or id, or the caller may not see it",
  CONFLICT: "Something changed in between, or is so already",
  POLICY_UNMET: "A policy is not met; `reasons` say by what",
  LIMIT_EXCEEDED: "Too many requests: `Retry-After` says when to ask again",
  UNAVAILABLE: "The server cannot answer now: `Retry-After` says when to ask again",
} as const;
type Refusal = keyof typeof refusals;
const refusalsOf = (permission: Permission): readonly Refusal[] => [
  "INVALID_INPUT",
  ...(isOpen(permission) ? [] : (["UNAUTHENTICATED", "FORBIDDEN", "NOT_FOUND"] as const)),
  ...(permissions[permission].effect === "write" ? (["CONFLICT", "POLICY_UNMET"] as const) : []),
  "LIMIT_EXCEEDED",
  "UNAVAILABLE",
];

/** Whether nobody needs to be signed in. */
const isOpen = (permission: Permission): boolean =>
  (permissions[permission].roles as readonly string[]).includes("anyone");

const pascal = (code: string) => code.toLowerCase().replace(/(?:^|_)(\w)/g, (_, first: string) => first.toUpperCase());

/** The document; every route of the table is in it. */
export function openApiOf(routes: readonly Route[], { publicUrl, version }: About): Json {
  const schemas = collectSchemas();
  const error = { "application/json": { schema: schemas.of(ErrorAnswer, "output") } };
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) (paths[documentPath(route)] ??= {})[route.method] = operationOf(route, schemas);
  return {
    openapi: "3.1.0",
    info: {
      title: "Chancery",
      version,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      description:
        "The model registry over HTTP. A path takes an id or a reference, percent-encoded: `team%2Fname`, `team%2Fname:4`, `team%2Fname@production`. " +
        "A list answers `{ items, next }`: ask again with `after` set to `next` until that is null. Times are ISO 8601, decimals are exact and text.",
    },
    servers: [{ url: publicUrl }],
    tags: [...new Set(routes.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          description: "An API token: chyp_… (a person's) or chys_… (a service account's)",
        },
      },
      parameters: {
        IdempotencyKey: {
          name: "Idempotency-Key",
          in: "header",
          required: false,
          description:
            "1 to 128 printable characters. The same request sent again under the same key is done once and answered the same",
          schema: { type: "string", minLength: 1, maxLength: 128 },
        },
        IfNoneMatch: {
          name: "If-None-Match",
          in: "header",
          required: false,
          description: "The ETag of an answer you have: 304 where it still is the answer",
          schema: { type: "string" },
        },
      },
      responses: Object.fromEntries(
        Object.entries({ ...refusals, ANY: "Refused" }).map(([code, description]) => [
          pascal(code),
          { description, content: error },
        ]),
      ),
      schemas: schemas.components,
    },
  };
}

/** OpenAPI knows no parameter that spans slashes; ours is said to be one in its description. */
const documentPath = ({ path }: Route): string => path.replace("{+", "{");
const tagOf = ({ operation }: Route): string => operation.slice(0, operation.indexOf("_"));

function operationOf(route: Route, schemas: Schemas): Json {
  const { operation, summary, permission, answers } = route;
  const body = bodyOf(route, schemas);
  const refused = refusalsOf(permission).map((code) => [
    String(wire[code].status),
    { $ref: `#/components/responses/${pascal(code)}` },
  ]);
  return {
    operationId: operation,
    tags: [tagOf(route)],
    summary,
    description: whoMay(permission),
    security: isOpen(permission) ? [] : [{ token: [permission] }],
    parameters: parametersOf(route, schemas),
    ...(body && { requestBody: body }),
    responses: {
      ...Object.fromEntries(refused),
      ...Object.fromEntries(answers.map((answer) => [String(answer.status), answerOf(route, answer, schemas)])),
      default: { $ref: "#/components/responses/Any" },
    },
  };
}

/** The roles and the scopes that a route takes, from the permission its use-case names. */
function whoMay(permission: Permission): string {
  const { description, roles } = permissions[permission];
  if (isOpen(permission)) return "Nobody needs to be signed in.";
  const scopes = [...new Set([permission, "evaluation:record", "read", "*"])].filter((scope) =>
    isInScope([scope], permission),
  );
  const named = scopes.map((scope) => `\`${scope}\``).join(" or ");
  return `Permission \`${permission}\`: ${description}. Roles: ${roles.join(", ")}. Scopes of a token: ${named}.`;
}

/** What a path parameter takes beside the id. */
const references: Readonly<Record<string, string>> = {
  modelId: "The model: its id, or `team%2Fname`",
  versionId: "The version: its id, or a reference like `team%2Fname:4` or `team%2Fname@production`",
  promotionId: "The promotion: its number, or its id",
  groupId: "The group: its id, or its name",
  datasetId: "The dataset: its id, or a reference",
  path: "The path of the file; it may hold slashes",
};

function parametersOf(route: Route, schemas: Schemas): Json[] {
  const { method, input, headers = {}, permission, answers, stream } = route;
  const isQueried = method === "get" || method === "delete" || stream !== undefined;
  const { properties, required } = shapeOf(input, schemas);
  const { inPath, others } = fieldsOf(route);
  const path = inPath.map(({ name, field }) => ({
    name,
    in: "path",
    required: true,
    ...(references[name] && { description: references[name] }),
    schema: properties[field],
  }));
  const query = (isQueried ? others : []).map((name) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema: properties[name],
  }));
  const header = Object.entries(headers).map(([name, description]) => ({
    name,
    in: "header",
    required: name === "Upload-Offset",
    description,
    schema: { type: "string" },
  }));
  const isTagged = answers.some(({ headers: answered }) => answered?.["ETag"] !== undefined);
  const shared = [
    ...(permissions[permission].effect === "write" && method !== "get" ? ["IdempotencyKey"] : []),
    ...(isTagged ? ["IfNoneMatch"] : []),
  ];
  return [...path, ...query, ...header, ...shared.map((name) => ({ $ref: `#/components/parameters/${name}` }))];
}

type Shape = { readonly properties: Readonly<Record<string, Json>>; readonly required: readonly string[] };
function shapeOf(input: z.ZodType | undefined, schemas: Schemas): Shape {
  const { properties = {}, required = [] } = (input ? schemas.of(input, "input") : {}) as Partial<Shape>;
  return { properties, required };
}

const bytes = { type: "string", format: "binary" };
/** What no schema of ours parses, as generators of clients expect it. */
const streams: Readonly<Record<string, Json>> = {
  "application/octet-stream": bytes,
  "multipart/form-data": { type: "object", properties: { file: bytes }, required: ["file"] },
  "application/x-ndjson": { type: "string" },
  "application/json": { type: "object" },
  "text/html": { type: "string" },
};

/** What of the input is not in the path; undefined where nothing is left. */
function bodyOf(route: Route, schemas: Schemas): Json | undefined {
  const { method, input, stream, operation } = route;
  if (stream) return { required: true, content: { [stream]: { schema: streams[stream] } } };
  if (!input || method === "get" || method === "delete") return undefined;
  const { others } = fieldsOf(route);
  if (others.length === 0) return undefined;
  const { properties, required } = shapeOf(input, schemas);
  const needed = required.filter((name) => others.includes(name));
  const schema = {
    type: "object",
    properties: Object.fromEntries(others.map((name) => [name, properties[name]])),
    ...(needed.length > 0 && { required: needed }),
    additionalProperties: false,
  };
  const example = examples[operation]?.body;
  return {
    required: needed.length > 0,
    content: { "application/json": { schema, ...(example && { example }) } },
  };
}

function answerOf(
  { operation }: Route,
  { status, description, media, schema, headers }: Answer,
  schemas: Schemas,
): Json {
  const isRefusal = status >= 400;
  const type = media ?? (schema && "application/json");
  const example = schema && examples[operation]?.answer;
  return {
    description,
    ...(isRefusal && { content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } } }),
    ...(type && {
      content: {
        [type]: schema
          ? { schema: schemas.of(schema, "output"), ...(example && { example }) }
          : { schema: streams[type] },
      },
    }),
    ...(headers && {
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, text]) => [name, { description: text, schema: { type: "string" } }]),
      ),
    }),
  };
}
