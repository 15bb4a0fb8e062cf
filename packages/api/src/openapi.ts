// The OpenAPI 3.1 document, generated from the routes and the very schemas that parse their input.
import { errorCodes } from "@chancery/core";
import { z } from "zod";
import type { Answer, Route } from "./v1/route.ts";

type Json = { readonly [member: string]: unknown };
type About = { readonly publicUrl: string; readonly version: string };

const schemaOf = (schema: z.ZodType, io: "input" | "output"): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as Json;
  return rest;
};

const ErrorAnswer = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  reasons: z.array(z.object({ code: z.string(), message: z.string() })),
  requestId: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});

/** The document; every route of the table is in it. */
export function openApiOf(routes: readonly Route[], { publicUrl, version }: About): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) (paths[documentPath(route)] ??= {})[route.method] = operationOf(route);
  return {
    openapi: "3.1.0",
    info: { title: "Chancery", version, license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer", description: "An API token, chyp_… or chys_…" } },
      schemas: { Error: schemaOf(ErrorAnswer, "output") },
    },
  };
}

/** OpenAPI knows no parameter that spans slashes; ours is said to be one in its description. */
const documentPath = ({ path }: Route): string => path.replace("{+", "{");
const namesInPath = ({ path }: Route): ReadonlySet<string> =>
  new Set([...path.matchAll(/\{\+?(\w+)\}/g)].map(([, name]) => name!));

function operationOf(route: Route): Json {
  const { method, path, summary, isSignedIn, body } = route;
  return {
    operationId: `${method} ${path}`.replace(/\/api\/v1\/|[{}+]/g, "").replace(/[^A-Za-z0-9]+/g, "-"),
    summary,
    security: isSignedIn ? [{ token: [] }] : [],
    parameters: [...parametersOf(route), ...headersOf(route)],
    ...(body && { requestBody: { required: true, content: bodyContent(body) } }),
    responses: {
      ...Object.fromEntries(route.answers.map((answer) => [String(answer.status), answerOf(answer)])),
      default: {
        description: "Refused",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
      },
    },
  };
}

const bodyContent = (body: NonNullable<Route["body"]>): Json =>
  typeof body === "string" ? { [body]: {} } : { "application/json": { schema: schemaOf(body, "input") } };

function parametersOf(route: Route): Json[] {
  if (!route.parameters) return [];
  const inPath = namesInPath(route);
  const { properties = {}, required = [] } = schemaOf(route.parameters, "input") as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: inPath.has(name) ? "path" : "query",
    required: inPath.has(name) || required.includes(name),
    schema,
    ...(route.path.includes(`{+${name}}`) && { description: "May hold slashes" }),
  }));
}

const headersOf = ({ headers = {} }: Route): Json[] =>
  Object.entries(headers).map(([name, description]) => ({
    name,
    in: "header",
    required: name === "Upload-Offset",
    description,
    schema: { type: "string" },
  }));

function answerOf({ description, media, schema, headers }: Answer): Json {
  const type = media ?? (schema && "application/json");
  return {
    description,
    ...(type && { content: { [type]: schema ? { schema: schemaOf(schema, "output") } : {} } }),
    ...(headers && {
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, text]) => [name, { description: text, schema: { type: "string" } }]),
      ),
    }),
  };
}
