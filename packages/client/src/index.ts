// @chancery/client: the registry from any JavaScript that has fetch. Files on disk are in @chancery/client/node.
export { createClient, type Client, type ClientSettings } from "./client.ts";
export { ChanceryClientError, type ClientErrorCode, type ErrorFacts } from "./error.ts";
export { clientVersion } from "./version.ts";
export type { Api } from "./api.ts";
export type { CallOptions, Fetch, Http, Outgoing } from "./http.ts";
export type { Manifest, SealedVersion } from "./manifest.ts";
export type { Pages } from "./pages.ts";
export type {
  AuditEntryView,
  DatasetSummary,
  Descriptor,
  ErrorCode,
  EvaluationView,
  FileEntry,
  LineageFact,
  Metric,
  ModelSummary,
  ModelView,
  Page,
  PromotionSummary,
  PromotionView,
  Reason,
  Resolution,
  ServerInfo,
  VersionSummary,
  VersionView,
} from "@chancery/core";
