// Files from a browser, by UploadThing's protocol: its client asks for addresses, then puts the rest of each file to its own.
import { isChanceryError, refuse, type UploadView } from "@chancery/core";
import { appendToUpload, getUpload } from "@chancery/services";
import { z } from "zod";
import { answerable, errorBody } from "../error-map.ts";
import { filePart, formOf, maxHeadBytes } from "../ingest/file-part.ts";
import { fileRoutePath, fileSlug, maxBatchFiles } from "../ingest/file-route.ts";
import { ingestOf, type Ingest } from "../ingest/ingest.ts";
import { ingestPath, signedUpload } from "../ingest/signed-url.ts";
import type { Ctx } from "../http/request.ts";
import { bodyOf, queryOf, requestEnded, sentBody, type Route } from "./route.ts";

/** UploadThing's own limit on one file: a longer one is sent by the client. */
const maxFileBytes = 2 ** 40;

const AskedFiles = z.strictObject({
  files: z
    .array(z.object({ size: z.int().nonnegative().max(maxFileBytes, "a browser sends at most 1 TiB: use the client") }))
    .min(1)
    .max(maxBatchFiles),
  input: z.array(
    z.strictObject({
      versionId: z.string(),
      path: z.string(),
      fingerprint: z.string().optional(),
      sha256: z.string().optional(),
    }),
  ),
});
const Addresses = z.array(
  z.object({
    url: z.string(),
    key: z.string(),
    name: z.string(),
    customId: z.string().nullable(),
    offset: z.int().optional(),
    state: z.enum(["receiving", "committed"]).optional(),
    sha256: z.string().nullish(),
    refusal: z.object({ code: z.string(), message: z.string() }).loose().optional(),
  }),
);
const Received = z.object({
  url: z.string(),
  appUrl: z.string(),
  ufsUrl: z.string(),
  fileHash: z.string(),
  serverData: z.object({ id: z.uuid(), path: z.string(), sizeBytes: z.int(), sha256: z.string().nullable() }),
});
const rangeStart = "X-Ut-Range-Start";

const inIngest = (c: Ctx): Ingest => ingestOf(c.get("deps").house);

/** The one that asks for a file alone gets its refusal as any; in a batch it stands in the file's place, and the others go on. */
async function askAddresses(c: Ctx): Promise<Response> {
  const { actionType, slug } = queryOf(c);
  if (actionType !== "upload" || slug !== fileSlug)
    throw refuse("NOT_FOUND", "route_unknown", "nothing exists at this address");
  const files = await askedFiles(c);
  const begun = await (await inIngest(c).route()).begin(c.get("call"), files);
  const refusals = begun.flatMap((one) => ("refusal" in one ? [one.refusal] : []));
  if (refusals.length === 1 && files.length === 1) throw refusals[0];
  return c.json(
    begun.map((one) => {
      if ("refusal" in one)
        return { url: "", key: "", name: "file", customId: null, refusal: refusalIn(c, one.refusal) };
      const { offset, state, sha256 } = one.upload;
      return { ...one.presigned, offset, state, sha256 };
    }),
  );
}

const refusalIn = (c: Ctx, error: unknown) =>
  errorBody(answerable(error, { requestId: c.get("requestId"), log: c.get("deps").house.log }), c.get("requestId"));

async function askedFiles(c: Ctx) {
  const parsed = AskedFiles.safeParse(await bodyOf(c));
  if (!parsed.success)
    throw refuse("INVALID_INPUT", "input_malformed", parsed.error.issues[0]?.message ?? "the body is malformed");
  const { files, input } = parsed.data;
  if (files.length !== input.length)
    throw refuse("INVALID_INPUT", "input_malformed", "input must say, for each file, where it goes");
  return files.map(({ size }, n) => ({ ...input[n]!, sizeBytes: size }));
}

/** The caller's own upload that the address is for; the address alone opens nothing. */
async function addressed(c: Ctx): Promise<UploadView> {
  const { house } = c.get("deps");
  const { search } = new URL(c.req.url);
  const signed = signedUpload({
    key: c.req.param("key") ?? "",
    query: search.slice(1),
    secret: inIngest(c).secret,
    now: house.clock.now(),
  });
  const upload = await getUpload(house, c.get("call"), { uploadId: signed.uploadId });
  if (upload.sizeBytes === signed.sizeBytes) return upload;
  throw refuse("FORBIDDEN", "upload_address_forged", "this address is for a file of another length");
}

async function show(c: Ctx): Promise<Response> {
  const first = await addressed(c);
  // A writer whose connection was cut is about to leave, and with it the offset moves.
  const upload = (await inIngest(c).writerLeft(first.id)) ? await addressed(c) : first;
  return c.json({}, 200, { [rangeStart]: String(upload.offset) });
}

async function put(c: Ctx): Promise<Response> {
  const upload = await addressed(c);
  if (upload.state === "committed") {
    await passOver(c);
    return received(c, upload);
  }
  const from = /^bytes=(\d{1,15})-$/.exec(c.req.header("range") ?? "")?.[1];
  if (from === undefined)
    throw refuse(
      "INVALID_INPUT",
      "offset_missing",
      "add a Range header that says at which byte the body begins: bytes=N-",
    );
  const offset = Number(from);
  if (offset > upload.sizeBytes)
    throw refuse("INVALID_INPUT", "range_outside", "the file ends before the byte that Range names");
  const form = formOf({
    contentType: c.req.header("content-type"),
    contentLength: c.req.header("content-length"),
    missingBytes: upload.sizeBytes - offset,
  });
  await inIngest(c).writing({ uploadId: upload.id, actorId: c.get("call").actor.id }, () =>
    append(c, { upload, offset, form }),
  );
  return received(c, await (await inIngest(c).route()).complete(c.get("call"), upload));
}

/** A body that nobody needs: a small one is read, so that its connection lives on, and any other ends with the answer. */
async function passOver(c: Ctx): Promise<void> {
  if (Number(c.req.header("content-length")) <= maxHeadBytes) await c.req.arrayBuffer().catch(() => undefined);
  else c.header("Connection", "close");
}

type Sent = { readonly upload: UploadView; readonly offset: number; readonly form: Parameters<typeof filePart>[1] };

async function append(c: Ctx, { upload, offset, form }: Sent): Promise<void> {
  const { house } = c.get("deps");
  const body = filePart(sentBody(c), form);
  const sent = { uploadId: upload.id, offset, body, signal: c.req.raw.signal };
  await appendToUpload(house, c.get("call"), sent).catch((error: unknown) => {
    if (hasReason(error, "upload_finished")) return; // by another tab, with the very same bytes
    if (hasReason(error, "upload_unknown")) throw beingFinished(); // its bytes have just been taken by whoever finishes it
    // A refusal says what is wrong, also when the rest of the body was not read any more.
    if (isChanceryError(error) || !c.env?.incoming?.destroyed) throw error;
    throw requestEnded();
  });
}

const hasReason = (error: unknown, code: string) => isChanceryError(error) && error.reasons[0]?.code === code;
const beingFinished = () => refuse("CONFLICT", "upload_busy", "another request is finishing this upload: try again");

/** Files here have no address of their own on the web, so UploadThing's three are empty. */
const received = (c: Ctx, { id, path, sizeBytes, sha256 }: UploadView) =>
  c.json({
    url: "",
    appUrl: "",
    ufsUrl: "",
    fileHash: `sha256:${sha256}`,
    serverData: { id, path, sizeBytes, sha256 },
  });

const address = z.object({ key: z.string() });

export const ingestRoutes: readonly Route[] = [
  {
    method: "post",
    path: fileRoutePath,
    operation: "ingest_begin",
    summary:
      "For the portal: begin files and get the addresses to put them to, by UploadThing's protocol (?actionType=upload&slug=file)",
    permission: "version:upload",
    input: AskedFiles,
    answers: [
      {
        status: 200,
        description: "An address for each file, or why it was refused, in their order",
        schema: Addresses,
      },
    ],
    handle: askAddresses,
  },
  {
    method: "get",
    path: `${ingestPath}/{key}`,
    operation: "ingest_get",
    summary: "For the portal: how much of a file is here, asked by HEAD at its signed address",
    permission: "upload:read",
    input: address,
    answers: [
      {
        status: 200,
        description: "Where to go on",
        media: "application/json",
        headers: { [rangeStart]: "bytes that are here" },
      },
    ],
    handle: show,
  },
  {
    method: "put",
    path: `${ingestPath}/{key}`,
    operation: "ingest_put",
    summary: "For the portal: send the rest of a file to its signed address; the draft has it once this is answered",
    permission: "upload:finish",
    input: address,
    headers: { Range: "where the body belongs: bytes=N-" },
    stream: "multipart/form-data",
    answers: [
      { status: 200, description: "The draft has the file", schema: Received },
      { status: 409, description: "Another offset is right, or someone else is writing" },
      { status: 413, description: "More bytes than were announced" },
      { status: 507, description: "There is no room left" },
    ],
    handle: put,
  },
];
