// The audit log as a stream: leaves byte for byte, then the checkpoint that covers them.
import { refuse } from "@chancery/core";
import { ExportInput, exportLog, fetchExport } from "@chancery/services";
import type { Ctx } from "../http/request.ts";
import { queryOf, type Route } from "./route.ts";

const chunkBytes = 64 * 1024;

async function sendExport(c: Ctx): Promise<Response> {
  // It writes an entry, so neither a look at its head nor a link on another site may start it.
  if (c.req.method === "HEAD") throw refuse("INVALID_INPUT", "method_wrong", "request an export with GET");
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined && site !== "same-origin" && site !== "none")
    throw refuse("FORBIDDEN", "origin_foreign", "this request comes from another site");
  const { disclosures, ...filter } = queryOf(c);
  const wanted =
    disclosures === undefined
      ? {}
      : { disclosures: disclosures === "true" || (disclosures === "false" ? false : disclosures) };
  const lines = await exportLog(c.get("deps").house, c.get("call"), { ...filter, ...wanted });
  return sendLines(c, lines);
}

async function fetchAgain(c: Ctx): Promise<Response> {
  const given = c.req.param("entry") ?? "";
  const entry = /^\d{1,15}$/.test(given) ? Number(given) : given;
  return sendLines(c, await fetchExport(c.get("deps").house, c.get("call"), { ...queryOf(c), entry }));
}

const sendLines = (c: Ctx, lines: AsyncIterable<string>) =>
  c.body(streamOf(lines), 200, {
    "Content-Type": "application/x-ndjson",
    "Content-Disposition": 'attachment; filename="audit.ndjson"',
  });

/** Lines as bytes, as fast as they are taken and no faster. */
function streamOf(lines: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const iterator = lines[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      let chunk = "";
      while (chunk.length < chunkBytes) {
        const next: IteratorResult<string, unknown> = await iterator.next();
        if (next.done) {
          if (chunk) controller.enqueue(encoder.encode(chunk));
          return controller.close();
        }
        chunk += `${next.value}\n`;
      }
      controller.enqueue(encoder.encode(chunk));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

const lines = {
  status: 200,
  description: "One CloudEvents JSON object per line, the signed checkpoint last",
  media: "application/x-ndjson",
};

export const auditRoutes: readonly Route[] = [
  {
    method: "get",
    path: "/api/v1/audit/export",
    operation: "audit_export",
    summary:
      "Make an export of the audit log and fetch it at once; `POST /api/v1/audit/exports` makes one to fetch again",
    permission: "audit:export",
    input: ExportInput,
    answers: [lines],
    handle: sendExport,
  },
  {
    method: "get",
    path: "/api/v1/audit/exports/{entry}",
    operation: "audit_fetchExport",
    summary: "Fetch an export that you made, computed again from the size and the filter that its entry states",
    permission: fetchExport.permission,
    input: fetchExport.input,
    answers: [lines],
    handle: fetchAgain,
  },
];
