// The document says what the routes do, because it is made of them.
import { isDeepStrictEqual } from "node:util";
import { expect, it } from "vitest";
import { examples } from "./openapi-examples.ts";
import { openApiOf } from "./openapi.ts";
import { fieldsOf } from "./v1/given.ts";
import { routes } from "./v1/routes.ts";

type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: object;
};
type Operation = {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly description: string;
  readonly security: readonly object[];
  readonly parameters: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: {
    readonly content: Record<string, { readonly schema?: { readonly required?: readonly string[] } }>;
  };
  readonly responses: Record<string, object>;
};
type Document = {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: object; readonly parameters: object; readonly responses: object };
};

const document = openApiOf(routes, { publicUrl: "https://models.example", version: "0.1.0" }) as Document;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

const ownParameters = ({ parameters }: Operation) => parameters.filter((one): one is Parameter => "name" in one);

it("documents every route, each once and under a name of its own", () => {
  expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
    routes.map(({ method, path }) => `${method} ${path.replace("{+", "{")}`).sort(),
  );
  expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(routes.length);
  for (const { operationId, tags } of operations.map(({ operation }) => operation))
    expect(operationId).toMatch(new RegExp(`^${tags[0]}_[a-z][A-Za-z]+$`));
});

it("declares every parameter of a path, and says of each what it may be", () => {
  for (const { path, operation } of operations) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(
      ownParameters(operation)
        .filter((parameter) => parameter.in === "path")
        .map(({ name }) => name)
        .sort(),
    ).toEqual(named.sort());
    for (const { schema, name } of ownParameters(operation))
      expect([path, name, Object.keys(schema).length > 0]).toEqual([path, name, true]);
  }
});

it("takes parameters and bodies from the schemas that parse them", () => {
  const names = document.paths["/api/v1/audit/export"]?.["get"]?.parameters.map((one) =>
    "name" in one ? one.name : one.$ref,
  );
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
    "/api/docs",
  ]);
  for (const { operation } of operations) expect(operation.responses).toHaveProperty("default");
  expect(document.openapi).toBe("3.1.0");
  expect(document.components.schemas).toHaveProperty("Error");
});

it("says of each operation which permission it takes, and by which scopes a token has it", () => {
  const described = (id: string) => operations.find(({ operation }) => operation.operationId === id)?.operation;
  expect(described("models_create")).toMatchObject({ security: [{ token: ["model:create"] }] });
  expect(described("models_list")?.description).toContain("Scopes of a token: `model:read` or `read` or `*`.");
  expect(described("promotions_vote")?.description).toContain("Scopes of a token: `promotion:vote`.");
});

it("takes an Idempotency-Key on everything that changes something, and on nothing else", () => {
  const key = { $ref: "#/components/parameters/IdempotencyKey" };
  for (const { operation, method, path } of operations) {
    const isReading = method === "get" || ["audit_compare", "contents_read"].includes(operation.operationId);
    expect([method, path, operation.parameters.some((one) => isDeepStrictEqual(one, key))]).toEqual([
      method,
      path,
      !isReading,
    ]);
  }
});

it("refers to nothing that it does not hold", () => {
  const referred = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)];
  expect(referred.length).toBeGreaterThan(0);
  expect(JSON.stringify(document).split('"$ref"').length - 1).toBe(referred.length);
  for (const [, kind, name] of referred)
    expect(document.components[kind as keyof Document["components"]]).toHaveProperty(name!);
});

it("gives examples that the schemas take", () => {
  for (const [operation, { body, answer }] of Object.entries(examples)) {
    const route = routes.find((one) => one.operation === operation);
    const inPath = Object.fromEntries(fieldsOf(route!).inPath.map(({ field }) => [field, exampleOf[field]]));
    if (body)
      expect([operation, route?.input?.safeParse({ ...body, ...inPath }).error]).toEqual([operation, undefined]);
    const schema = route?.answers.find(({ status }) => status < 300)?.schema;
    if (answer) expect([operation, schema?.safeParse(answer).data]).toEqual([operation, answer]);
  }
});
const exampleOf: Readonly<Record<string, string>> = {
  model: "speech/silero-vad",
  modelId: "speech/silero-vad",
  versionId: "01a2b3c4-0000-7000-8000-000000000001",
};
