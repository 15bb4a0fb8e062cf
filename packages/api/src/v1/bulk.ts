// Many small files at once: a batch of them into a draft, and the contents of many in one body.
import { Readable } from "node:stream";
import { sha256Hex } from "@chancery/core";
import { beginBatch, readBatchList, readContents } from "@chancery/services";
import type { Ctx } from "../http/request.ts";
import { sendStream } from "../http/send-stream.ts";
import { etagOf, reprDigestOf } from "./ranges.ts";
import { bodyOf, type Route } from "./route.ts";

async function begin(c: Ctx): Promise<Response> {
  const batch = await beginBatch(c.get("deps").house, c.get("call"), await bodyOf(c));
  return c.json(batch, 201, { Location: `/api/v1/uploads/${batch.id}` });
}

async function sendList(c: Ctx): Promise<Response> {
  const list = await readBatchList(c.get("deps").house, c.get("call"), { batchId: c.req.param("batchId") });
  const digest = sha256Hex(list);
  const headers = { ETag: etagOf(digest), "Repr-Digest": reprDigestOf(digest), "Content-Type": "application/json" };
  return c.body(list, 200, headers);
}

async function sendContents(c: Ctx): Promise<Response> {
  const contents = await readContents(c.get("deps").house, c.get("call"), await bodyOf(c));
  const headers = { "Content-Type": "application/octet-stream", "Content-Length": String(contents.sizeBytes) };
  return sendStream(c, Readable.from(await contents.open(), { objectMode: false }), { status: 200, headers });
}

export const bulkRoutes: readonly Route[] = [
  {
    method: "post",
    path: "/api/v1/batches",
    operation: "batches_begin",
    summary:
      "Begin to bring up to 1,000 files of at most 256 KiB into a draft, or go on with what was begun. `wanted` are the positions of the files to send: their contents, one behind the other in this order, are the body of the upload",
    permission: beginBatch.permission,
    input: beginBatch.input,
    answers: [
      {
        status: 201,
        description: "The batch: append to it and finish it as an upload",
        schema: beginBatch.output,
        headers: { Location: "where to append" },
      },
    ],
    handle: begin,
  },
  {
    method: "get",
    path: "/api/v1/batches/{batchId}",
    operation: "batches_get",
    summary: "The list of a finished batch, the very bytes whose SHA-256 the entry about it names",
    permission: readBatchList.permission,
    input: readBatchList.input,
    answers: [
      {
        status: 200,
        description: "Canonical JSON (RFC 8785): paths, sizes and digests, by path",
        media: "application/json",
        headers: { ETag: 'the list\'s digest: "sha256:<hex>"', "Repr-Digest": "SHA-256 of the list (RFC 9530)" },
      },
    ],
    handle: sendList,
  },
  {
    method: "post",
    path: "/api/v1/contents",
    operation: "contents_read",
    summary:
      "The contents of up to 1,000 files of a version, 64 MiB in all: one behind the other, in the order asked for. The manifest says where each ends",
    permission: "artifact:read",
    input: readContents.input,
    answers: [{ status: 200, description: "The contents", media: "application/octet-stream" }],
    handle: sendContents,
  },
];
