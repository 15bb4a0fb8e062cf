// The document says what the routes do, because it is made of them.
import { expect, it } from "vitest";
import { openApiOf } from "./openapi.ts";
import { routes } from "./v1/routes.ts";

type Operation = {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: object;
  }[];
  readonly requestBody?: {
    readonly content: Record<string, { readonly schema?: { readonly required?: readonly string[] } }>;
  };
  readonly responses: Record<string, object>;
};
type Document = {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: object };
};

const document = openApiOf(routes, { publicUrl: "https://models.example", version: "0.1.0" }) as Document;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

it("documents every route, each once and under a name of its own", () => {
  expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
    routes.map(({ method, path }) => `${method} ${path.replace("{+", "{")}`).sort(),
  );
  expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(routes.length);
});

it("declares every parameter of a path, and says of each what it may be", () => {
  for (const { path, operation } of operations) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(
      operation.parameters
        .filter((parameter) => parameter.in === "path")
        .map(({ name }) => name)
        .sort(),
    ).toEqual(named.sort());
    for (const { schema, name } of operation.parameters)
      expect([path, name, Object.keys(schema).length > 0]).toEqual([path, name, true]);
  }
});

it("takes parameters and bodies from the schemas that parse them", () => {
  const names = document.paths["/api/v1/audit/export"]?.["get"]?.parameters.map(({ name }) => name);
  expect(names).toEqual([
    "q",
    "actor",
    "kind",
    "class",
    "subject",
    "outcome",
    "requestId",
    "from",
    "to",
    "disclosures",
  ]);
  const body = document.paths["/api/v1/uploads"]?.["post"]?.requestBody?.content["application/json"];
  expect(body?.schema?.required).toEqual(["versionId", "path", "sizeBytes"]);
});

it("says where nobody needs to be signed in, and what a refusal looks like, everywhere", () => {
  expect(operations.filter(({ operation }) => operation.security.length === 0).map(({ path }) => path)).toEqual([
    "/api/v1/info",
    "/api/v1/openapi.json",
  ]);
  for (const { operation } of operations) expect(operation.responses).toHaveProperty("default");
  expect(document.openapi).toBe("3.1.0");
  expect(document.components.schemas).toHaveProperty("Error");
});
