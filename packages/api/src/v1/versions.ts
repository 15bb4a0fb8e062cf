// The contents of a version: its manifest, and its files with ranges.
import { StoredFilePath } from "@chancery/core";
import { readFile, readManifest } from "@chancery/services";
import { z } from "zod";
import type { Ctx } from "../http/request.ts";
import { sendStream } from "../http/send-stream.ts";
import { etagOf, isFresh, rangeOf, reprDigestOf } from "./ranges.ts";
import { restOfPath, type Route } from "./route.ts";

const contentHeaders = {
  ETag: 'the content\'s digest: "sha256:<hex>"',
  "Repr-Digest": "SHA-256 of the whole content (RFC 9530)",
};

async function sendManifest(c: Ctx): Promise<Response> {
  const { manifest, manifestDigest } = await readManifest(c.get("deps").house, c.get("call"), {
    versionId: c.req.param("versionId"),
  });
  const headers = {
    ETag: etagOf(manifestDigest),
    "Repr-Digest": reprDigestOf(manifestDigest),
    "Content-Type": "application/json",
  };
  if (isFresh(c.req.header("if-none-match"), headers.ETag)) return c.body(null, 304, headers);
  return c.body(manifest, 200, headers);
}

async function sendFile(c: Ctx): Promise<Response> {
  const path = restOfPath(c, "/api/v1/versions/{versionId}/files/".split("/").length - 1);
  const file = await readFile(c.get("deps").house, c.get("call"), { versionId: c.req.param("versionId"), path });
  const { sizeBytes, sha256 } = file;
  const etag = etagOf(sha256);
  const headers: Record<string, string> = {
    ETag: etag,
    "Repr-Digest": reprDigestOf(sha256),
    "Accept-Ranges": "bytes",
    "Content-Type": "application/octet-stream",
    "Content-Disposition": `attachment; filename*=UTF-8''${encodeName(path)}`,
    // Were a browser to show it after all, it would be nobody's document.
    "Content-Security-Policy": "sandbox; default-src 'none'",
  };
  if (isFresh(c.req.header("if-none-match"), etag)) return c.body(null, 304, headers);
  const range = rangeOf({ range: c.req.header("range"), ifRange: c.req.header("if-range") }, { etag, sizeBytes });
  headers["Content-Length"] = String(range ? range.end - range.start + 1 : sizeBytes);
  if (range) headers["Content-Range"] = `bytes ${range.start}-${range.end}/${sizeBytes}`;
  const status = range ? 206 : 200;
  if (c.req.method === "HEAD") return c.body(null, status, headers);
  return sendStream(c, await file.open(range), { status, headers });
}

/** RFC 8187: everything but attr-char is percent-encoded. */
const encodeName = (path: string) =>
  encodeURIComponent(path.slice(path.lastIndexOf("/") + 1)).replace(
    /['()*!]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );

export const versionRoutes: readonly Route[] = [
  {
    method: "get",
    path: "/api/v1/versions/{versionId}/manifest",
    operation: "versions_manifest",
    summary: "The manifest of a sealed version, the very bytes its digest is over",
    permission: readManifest.permission,
    input: readManifest.input,
    answers: [
      { status: 200, description: "Canonical JSON (RFC 8785)", media: "application/json", headers: contentHeaders },
    ],
    handle: sendManifest,
  },
  {
    method: "get",
    path: "/api/v1/versions/{versionId}/files/{+path}",
    operation: "versions_file",
    summary: "One file of a version; HEAD for its size and digest alone",
    permission: "artifact:read",
    input: z.object({ versionId: z.uuid(), path: StoredFilePath }),
    headers: { Range: "one byte range", "If-Range": "the ETag the range is of; another one gets the whole file" },
    answers: [
      {
        status: 200,
        description: "The file",
        media: "application/octet-stream",
        headers: { ...contentHeaders, "Accept-Ranges": "bytes" },
      },
      {
        status: 206,
        description: "The range",
        media: "application/octet-stream",
        headers: { ...contentHeaders, "Content-Range": "which bytes of how many" },
      },
      { status: 304, description: "If-None-Match names this content" },
      { status: 416, description: "The range lies behind the end" },
    ],
    handle: sendFile,
  },
];
