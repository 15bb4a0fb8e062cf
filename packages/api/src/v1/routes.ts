// Every route of /api/v1: the one table behind the app, the OpenAPI document and the census.
import type { House } from "@chancery/services";
import { docsPageOf, docsPolicy } from "../docs-page.ts";
import { openApiOf } from "../openapi.ts";
import { auditRoutes } from "./audit.ts";
import { bulkRoutes } from "./bulk.ts";
import { ingestRoutes } from "./ingest.ts";
import type { Route } from "./route.ts";
import { surfaceRoutes } from "./surface-routes.ts";
import { uploadRoutes } from "./uploads.ts";
import { versionRoutes } from "./versions.ts";

/** Made once for each house: it is open to everybody, and as long as a book. */
const documents = new WeakMap<House, { readonly json: string; readonly page: string }>();
function documentOf(house: House) {
  const known = documents.get(house);
  if (known) return known;
  const document = openApiOf(routes, house.settings);
  const made = { json: JSON.stringify(document), page: docsPageOf(document) };
  documents.set(house, made);
  return made;
}

const documentRoutes: readonly Route[] = [
  {
    method: "get",
    path: "/api/v1/openapi.json",
    operation: "meta_openapi",
    summary: "Get this document",
    permission: "registry:read",
    answers: [{ status: 200, description: "OpenAPI 3.1", media: "application/json" }],
    handle: (c) =>
      Promise.resolve(c.body(documentOf(c.get("deps").house).json, 200, { "Content-Type": "application/json" })),
  },
  {
    method: "get",
    path: "/api/docs",
    operation: "meta_docs",
    summary: "Read this document as a page",
    permission: "registry:read",
    answers: [{ status: 200, description: "HTML", media: "text/html" }],
    handle: (c) =>
      Promise.resolve(c.html(documentOf(c.get("deps").house).page, 200, { "Content-Security-Policy": docsPolicy })),
  },
];

export const routes: readonly Route[] = [
  ...surfaceRoutes,
  ...versionRoutes,
  ...uploadRoutes,
  ...ingestRoutes,
  ...bulkRoutes,
  ...auditRoutes,
  ...documentRoutes,
];
