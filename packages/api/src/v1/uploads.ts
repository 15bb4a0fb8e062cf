// Resumable uploads, with the field names of the IETF draft: begin, ask for the offset, append there, finish.
import { isChanceryError, refuse, type UploadView } from "@chancery/core";
import { appendToUpload, beginUpload, finishUpload, getUpload } from "@chancery/services";
import type { Ctx } from "../http/request.ts";
import { bodyOf, requestEnded, sentBody, type Route } from "./route.ts";

const progressHeaders = {
  "Upload-Offset": "bytes that are durable: where to go on",
  "Upload-Length": "bytes in all",
  "Upload-Complete": "?1 once every byte is there, else ?0",
};

const headersOf = ({ offset, sizeBytes }: Pick<UploadView, "offset" | "sizeBytes">) => ({
  "Upload-Offset": String(offset),
  "Upload-Length": String(sizeBytes),
  "Upload-Complete": offset === sizeBytes ? "?1" : "?0",
});
const uploadId = (c: Ctx) => c.req.param("uploadId");

async function begin(c: Ctx): Promise<Response> {
  const upload = await beginUpload(c.get("deps").house, c.get("call"), await bodyOf(c));
  return c.json(upload, 201, { ...headersOf(upload), Location: `/api/v1/uploads/${upload.id}` });
}

async function show(c: Ctx): Promise<Response> {
  const upload = await getUpload(c.get("deps").house, c.get("call"), { uploadId: uploadId(c) });
  return c.req.method === "HEAD" ? c.body(null, 204, headersOf(upload)) : c.json(upload, 200, headersOf(upload));
}

async function append(c: Ctx): Promise<Response> {
  const { house } = c.get("deps");
  const given = c.req.header("upload-offset") ?? "";
  if (!/^\d{1,15}$/.test(given))
    throw refuse(
      "INVALID_INPUT",
      "offset_missing",
      "add an Upload-Offset header that says at which byte the body begins",
    );
  if ((c.req.header("content-encoding") ?? "identity") !== "identity")
    throw refuse("INVALID_INPUT", "media_type", "send the bytes of an upload as they are: leave out Content-Encoding");
  const { sizeBytes } = await getUpload(house, c.get("call"), { uploadId: uploadId(c) });
  const sent = { uploadId: uploadId(c) ?? "", offset: Number(given), body: sentBody(c), signal: c.req.raw.signal };
  const { offset } = await appendToUpload(house, c.get("call"), sent).catch((error: unknown) => {
    // A refusal says what is wrong, also when the rest of the body was not read any more.
    if (isChanceryError(error) || !c.env?.incoming?.destroyed) throw error;
    throw requestEnded();
  });
  return c.body(null, 204, headersOf({ offset, sizeBytes }));
}

async function finish(c: Ctx): Promise<Response> {
  const upload = await finishUpload(c.get("deps").house, c.get("call"), { uploadId: uploadId(c) });
  return c.json(upload, 200, headersOf(upload));
}

export const uploadRoutes: readonly Route[] = [
  {
    method: "post",
    path: "/api/v1/uploads",
    operation: "uploads_begin",
    summary:
      "Begin to bring a file into a draft, or go on with what was begun; `committed` when no bytes are needed. `sha256` may be left out: it is answered by the end",
    permission: beginUpload.permission,
    input: beginUpload.input,
    answers: [
      {
        status: 201,
        description: "The upload",
        schema: beginUpload.output,
        headers: { ...progressHeaders, Location: "where to append" },
      },
    ],
    handle: begin,
  },
  {
    method: "get",
    path: "/api/v1/uploads/{uploadId}",
    operation: "uploads_get",
    summary: "How far an upload got; HEAD for the headers alone",
    permission: getUpload.permission,
    input: getUpload.input,
    answers: [
      { status: 200, description: "The upload", schema: getUpload.output, headers: progressHeaders },
      { status: 204, description: "The same for HEAD", headers: progressHeaders },
    ],
    handle: show,
  },
  {
    method: "patch",
    path: "/api/v1/uploads/{uploadId}",
    operation: "uploads_append",
    summary: "Append bytes at exactly the offset the server stands at",
    permission: finishUpload.permission,
    input: getUpload.input,
    headers: { "Upload-Offset": "where the body belongs" },
    stream: "application/octet-stream",
    answers: [
      { status: 204, description: "Every byte sent is durable", headers: progressHeaders },
      {
        status: 409,
        description: "Another offset is right, or someone else is writing",
        headers: { "Upload-Offset": "the right offset" },
      },
      { status: 413, description: "More bytes than were announced" },
      { status: 415, description: "The body is encoded: bytes are kept as they come" },
      { status: 507, description: "There is no room left" },
    ],
    handle: append,
  },
  {
    method: "post",
    path: "/api/v1/uploads/{uploadId}/finish",
    operation: "uploads_finish",
    summary: "Check the bytes against the SHA-256 that was announced, if one was, and make the file part of the draft",
    permission: finishUpload.permission,
    input: finishUpload.input,
    answers: [
      { status: 200, description: "The upload, committed", schema: finishUpload.output, headers: progressHeaders },
    ],
    handle: finish,
  },
];
