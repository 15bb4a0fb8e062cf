// UploadThing's own server, for the one kind of file there is here, kept from calling anybody: what it would ask of a cloud
// is answered in this process.
import { createHmac, randomUUID } from "node:crypto";
import { refuse, type UploadView } from "@chancery/core";
import { beginUpload, finishUpload, type Call, type House } from "@chancery/services";
import type { FileRouter, RouteHandlerConfig } from "uploadthing/types";
import { appId, ingestPath, signatureOf, signedOrigin } from "./signed-url.ts";

export const fileRoutePath = "/api/uploadthing";
export const fileSlug = "file";
/** Addresses that are asked for at once: signing costs a millisecond each, on the thread that answers everybody. */
export const maxBatchFiles = 100;

/** What a browser tells of a file that it wants to send. */
export type AskedFile = {
  readonly versionId: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly fingerprint?: string | undefined;
  readonly sha256?: string | undefined;
};
type Fetch = NonNullable<RouteHandlerConfig["fetch"]>;
type Begun = { readonly upload: UploadView } | { readonly refusal: unknown };
/** Where the file may be sent; `url` is relative, so that it holds under every name of this server. */
export type Presigned = {
  readonly url: string;
  readonly key: string;
  readonly name: string;
  readonly customId: string;
};

/** What UploadThing's server is asked with, and what came of it. Kept by the request: its middleware gets that very object. */
type Asked =
  | { readonly call: Call; readonly files: readonly AskedFile[]; begun: readonly Begun[] }
  | { readonly call: Call; readonly uploadId: string; finished?: Begun };

export type FileRoute = {
  /** Begins the uploads and answers their addresses, in the order of the files; a refusal stands in the place of its file. */
  begin(call: Call, files: readonly AskedFile[]): Promise<readonly (Begun & { readonly presigned?: Presigned })[]>;
  /** Makes a file whose bytes are all here part of its draft, by way of `onUploadComplete`. */
  complete(call: Call, upload: UploadView): Promise<UploadView>;
};

/** Derived, so that a session's cookie and the address of an upload never share a key. */
export const ingestSecretOf = (house: House): string =>
  `sk_${createHmac("sha256", house.settings.secret).update("uploadthing").digest("hex")}`;

/** Loads UploadThing's server: half a second and 40 MB, for whoever sends the first file. */
export async function openFileRoute(house: House): Promise<FileRoute> {
  const { createRouteHandler, createUploadthing, UTFiles } = await import("uploadthing/server");
  const secret = ingestSecretOf(house);
  const asked = new WeakMap<Request, Asked>();
  const file = createUploadthing({ errorFormatter: ({ message }) => ({ message }) });
  const router = {
    [fileSlug]: file(
      { blob: { maxFileSize: "1024GB", maxFileCount: maxBatchFiles } },
      { awaitServerData: true, presignedURLTTL: "1d" },
    )
      .middleware(async ({ req, files }) => {
        const asking = asked.get(req);
        if (!asking || !("files" in asking)) throw new Error("UploadThing asked for a request that was not ours");
        asking.begun = await beginEach(house, asking);
        // The upload's own id: only its owner gets further with it, so nobody gains by guessing its 74 random bits. Never
        // the key that UploadThing makes: of 200,000 keys about 20 are the same.
        const idOf = (n: number) => idIn(asking.begun[n]) ?? randomUUID();
        return { [UTFiles]: files.map((given, n) => ({ ...given, customId: idOf(n) })) };
      })
      .onUploadComplete(async ({ req, file: { customId } }) => {
        const asking = asked.get(req);
        if (!asking || !("uploadId" in asking) || asking.uploadId !== customId)
          throw new Error("UploadThing completed an upload that was not ours");
        asking.finished = await settled(() => finishUpload(house, asking.call, { uploadId: asking.uploadId }));
        if ("refusal" in asking.finished)
          throw new Error("the upload was not finished", { cause: asking.finished.refusal });
      }),
  } satisfies FileRouter;
  const handle = createRouteHandler({
    router,
    config: {
      token: Buffer.from(JSON.stringify({ apiKey: secret, appId, regions: ["local"] })).toString("base64"),
      ingestUrl: `${signedOrigin}${ingestPath}`,
      callbackUrl: `${signedOrigin}${fileRoutePath}`,
      isDev: false,
      handleDaemonPromise: "await",
      logLevel: "Error",
      logFormat: "json",
      fetch: answerInProcess(secret) as Fetch,
    },
  });
  const post = async (
    query: string,
    headers: Record<string, string>,
    body: string,
    asking: Asked,
  ): Promise<unknown> => {
    const url = `${signedOrigin}${fileRoutePath}?${query}`;
    const request = new Request(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    });
    asked.set(request, asking);
    const answer = await handle(request);
    if (answer.status !== 200) throw new Error(`UploadThing answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  return {
    async begin(call, files) {
      const asking = { call, files, begun: [] as readonly Begun[] };
      // What a browser says of names and types goes no further: paths are ours to judge, and nothing here has a type.
      const told = files.map(({ sizeBytes }) => ({ name: "file", size: sizeBytes, type: "", lastModified: 0 }));
      const body = JSON.stringify({ input: null, files: told });
      const signed = (await post(`actionType=upload&slug=${fileSlug}`, {}, body, asking)) as readonly Presigned[];
      return asking.begun.map((begun, n) =>
        "refusal" in begun ? begun : { ...begun, presigned: relative(signed[n]!) },
      );
    },
    async complete(call, upload) {
      const asking: Asked = { call, uploadId: upload.id };
      const body = JSON.stringify(completionOf(upload));
      const headers = { "uploadthing-hook": "callback", "x-uploadthing-signature": signatureOf(body, secret) };
      await post(`slug=${fileSlug}`, headers, body, asking);
      if (!asking.finished) throw new Error("UploadThing did not finish the upload");
      if ("refusal" in asking.finished) throw asking.finished.refusal;
      return asking.finished.upload;
    },
  };
}

/** One after the other: they wait for the version's row anyway. What one is refused with is no matter of the others. */
async function beginEach(house: House, { call, files }: { readonly call: Call; readonly files: readonly AskedFile[] }) {
  const begun: Begun[] = [];
  for (const file of files) begun.push(await settled(() => beginUpload(house, call, file)));
  return begun;
}

async function settled(run: () => Promise<UploadView>): Promise<Begun> {
  try {
    return { upload: await run() };
  } catch (refusal) {
    return { refusal };
  }
}

const idIn = (begun: Begun | undefined) => (begun && "upload" in begun ? begun.upload.id : undefined);

const relative = ({ url, key, name, customId }: Presigned): Presigned => {
  if (!url.startsWith(`${signedOrigin}/`)) throw new Error("UploadThing signed an address that is not ours");
  return { url: url.slice(signedOrigin.length), key, name, customId };
};

/** What UploadThing's cloud would tell of a file that it has. Its addresses are for a cloud: there are none. */
const completionOf = ({ id, sizeBytes }: UploadView) => ({
  status: "uploaded",
  metadata: {},
  origin: `${signedOrigin}${ingestPath}`,
  file: {
    key: id,
    name: "file",
    size: sizeBytes,
    type: "",
    customId: id,
    url: "",
    appUrl: "",
    ufsUrl: "",
    fileHash: "",
  },
});

/**
 * The only `fetch` that UploadThing's server has. Both calls that it makes are about what the upload's row and the request
 * know already, so there is nothing to keep; anything else would leave this machine, and throws.
 */
export const answerInProcess =
  (secret: string) =>
  (input: unknown, init: { readonly headers?: unknown } = {}): Promise<Response> => {
    const url = input instanceof Request ? input.url : String(input);
    if (url !== `${signedOrigin}${ingestPath}/route-metadata` && url !== `${signedOrigin}${ingestPath}/callback-result`)
      return Promise.reject(new Error("UploadThing's server calls nobody from here"));
    const headers = new Headers(init.headers as Record<string, string>);
    if (headers.get("x-uploadthing-api-key") !== secret)
      return Promise.reject(refuse("FORBIDDEN", "upload_address_forged", "this is not our own UploadThing"));
    return Promise.resolve(Response.json({ ok: true }));
  };
