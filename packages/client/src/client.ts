// createClient: one server, one token, and what a program asks of a registry.
import type {
  AuditEntryView,
  DatasetSummary,
  FileEntry,
  ModelSummary,
  PromotionSummary,
  Resolution,
  ServerInfo,
  VersionSummary,
} from "@chancery/core";
import { createApi, type Api, type Query } from "./api.ts";
import { ChanceryClientError } from "./error.ts";
import { createHttp, type CallOptions, type Fetch, type Http } from "./http.ts";
import { fetchManifest, type Manifest, type SealedVersion } from "./manifest.ts";
import { openFile } from "./open-file.ts";
import { paged, type Pages } from "./pages.ts";

export type ClientSettings = {
  /** Where the server is, for example `https://models.example.org`. */
  readonly url: string;
  /** An API token of a person or a service account (`chyp_…`, `chys_…`). */
  readonly token?: string | undefined;
  /** Instead of the global `fetch`: a proxy, a test. */
  readonly fetch?: Fetch | undefined;
  /** For one attempt of a call; 30,000 unless given. */
  readonly timeoutMs?: number | undefined;
  /** Stops every call of this client. */
  readonly signal?: AbortSignal | undefined;
};

/** What a list is narrowed by; `after` begins at a page, `limit` is the size of a page. */
type Filter<Q> = Q extends Query<infer Input, unknown> ? Input : never;

export type Client = {
  readonly url: string;
  /** Every use-case of the server, typed. */
  readonly api: Api;
  /** The server's version, the oldest client it serves, the origin and verifier key of its log. Needs no token. */
  info(options?: CallOptions): Promise<ServerInfo>;
  /** The immutable answer to `team/name:12`, `team/name@production`, `team/name@champion`, `team/name@sha256:…`. A bare `team/name` is refused. */
  resolve(reference: string, options?: CallOptions): Promise<Resolution>;
  /** What sealing froze, held against the manifest digest: INTEGRITY when it does not fit. An id alone takes the digest the server names for it. */
  manifest(version: string | SealedVersion, options?: CallOptions): Promise<Manifest>;
  /** One file as a stream that fails when its bytes do not fit `file.sha256`. Use nothing of it before it has ended well. */
  openFile(
    version: { readonly versionId: string },
    file: FileEntry,
    options?: CallOptions,
  ): Promise<ReadableStream<Uint8Array>>;
  readonly models: { list(filter?: Filter<Api["models"]["list"]>, options?: CallOptions): Pages<ModelSummary> };
  readonly versions: {
    list(filter: Filter<Api["versions"]["list"]>, options?: CallOptions): Pages<VersionSummary>;
    /** The files of a draft too; those of a sealed version stand, verified, in its manifest. */
    files(filter: Filter<Api["versions"]["files"]>, options?: CallOptions): Pages<FileEntry>;
  };
  readonly datasets: { list(filter?: Filter<Api["datasets"]["list"]>, options?: CallOptions): Pages<DatasetSummary> };
  readonly promotions: {
    list(filter: Filter<Api["promotions"]["list"]>, options?: CallOptions): Pages<PromotionSummary>;
  };
  readonly audit: { list(filter?: Filter<Api["audit"]["list"]>, options?: CallOptions): Pages<AuditEntryView> };
  /** Authenticated HTTP on the same server, with the same timeouts, retries and errors: `/api/v1` for what has no method here. */
  readonly http: Http;
};

/** Makes no request yet. Throws INVALID_INPUT for an address that is no http(s) URL. */
export function createClient(settings: ClientSettings): Client {
  const http = createHttp(settings);
  const api = createApi(http);
  return {
    url: http.url,
    api,
    http,
    info: (options) => api.meta.info.query({}, options),
    resolve: async (reference, options) =>
      requireResolution(await http.json(`/api/v1/resolve?ref=${encodeURIComponent(reference)}`, options)),
    manifest: async (version, options = {}) => fetchManifest(http, await sealedVersion(api, version, options), options),
    openFile: ({ versionId }, file, options = {}) => openFile(http, { versionId, file }, options),
    models: {
      list: (filter = {}, options) =>
        paged((after) => api.models.list.query(from(filter, after), options), filter.after),
    },
    versions: {
      list: (filter, options) => paged((after) => api.versions.list.query(from(filter, after), options), filter.after),
      files: (filter, options) =>
        paged((after) => api.versions.files.query(from(filter, after), options), filter.after),
    },
    datasets: {
      list: (filter = {}, options) =>
        paged((after) => api.datasets.list.query(from(filter, after), options), filter.after),
    },
    promotions: {
      list: (filter, options) =>
        paged((after) => api.promotions.list.query(from(filter, after), options), filter.after),
    },
    audit: {
      list: (filter = {}, options) =>
        paged((after) => api.audit.list.query(from(filter, after), options), filter.after),
    },
  };
}

/** The number goes into the names of folders, the others into addresses: what is none of them came from no registry. */
function requireResolution(answer: unknown): Resolution {
  const found = (answer ?? {}) as Partial<Record<keyof Resolution, unknown>>;
  const isText = [found.versionId, found.manifestDigest, found.resolvedAt].every((field) => typeof field === "string");
  if (!isText || !Number.isSafeInteger(found.number))
    throw new ChanceryClientError("INTEGRITY", "the server did not answer with a version");
  return answer as Resolution;
}

const from = <F extends object>(filter: F, after: string | undefined): F =>
  after === undefined ? filter : { ...filter, after };

async function sealedVersion(api: Api, version: string | SealedVersion, options: CallOptions): Promise<SealedVersion> {
  if (typeof version !== "string") return version;
  const { manifestDigest } = await api.versions.get.query({ versionId: version }, options);
  // A draft has no manifest: the server says so when it is asked for one.
  return { versionId: version, manifestDigest: manifestDigest ?? "" };
}
