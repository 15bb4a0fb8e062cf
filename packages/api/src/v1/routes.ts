// Every route of /api/v1: the one table behind the app, the OpenAPI document and the census.
import { openApiOf } from "../openapi.ts";
import { auditRoutes } from "./audit.ts";
import { bulkRoutes } from "./bulk.ts";
import { ingestRoutes } from "./ingest.ts";
import type { Route } from "./route.ts";
import { surfaceRoutes } from "./surface-routes.ts";
import { uploadRoutes } from "./uploads.ts";
import { versionRoutes } from "./versions.ts";

const documentRoute: Route = {
  method: "get",
  path: "/api/v1/openapi.json",
  operation: "meta_openapi",
  summary: "Get this document",
  permission: "registry:read",
  answers: [{ status: 200, description: "OpenAPI 3.1", media: "application/json" }],
  handle: (c) => Promise.resolve(c.json(openApiOf(routes, c.get("deps").house.settings))),
};

export const routes: readonly Route[] = [
  ...surfaceRoutes,
  ...versionRoutes,
  ...uploadRoutes,
  ...ingestRoutes,
  ...bulkRoutes,
  ...auditRoutes,
  documentRoute,
];
