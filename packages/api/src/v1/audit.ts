// The audit log as a stream: leaves byte for byte, then the checkpoint that covers them.
import { refuse } from "@chancery/core";
import { ExportInput, exportLog } from "@chancery/services";
import type { Ctx } from "../http/request.ts";
import { queryOf, type Route } from "./route.ts";

const chunkBytes = 64 * 1024;

async function sendExport(c: Ctx): Promise<Response> {
  // It writes an entry, so neither a look at its head nor a link on another site may start it.
  if (c.req.method === "HEAD") throw refuse("INVALID_INPUT", "method_wrong", "an export is asked for with GET");
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined && site !== "same-origin" && site !== "none")
    throw refuse("FORBIDDEN", "origin_foreign", "this request comes from another site");
  const { disclosures, ...filter } = queryOf(c);
  const wanted =
    disclosures === undefined
      ? {}
      : { disclosures: disclosures === "true" || (disclosures === "false" ? false : disclosures) };
  const lines = await exportLog(c.get("deps").house, c.get("call"), { ...filter, ...wanted });
  return c.body(streamOf(lines), 200, {
    "Content-Type": "application/x-ndjson",
    "Content-Disposition": 'attachment; filename="audit.ndjson"',
  });
}

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

export const auditRoutes: readonly Route[] = [
  {
    method: "get",
    path: "/api/v1/audit/export",
    summary: "Export the audit log, all of it or what a filter leaves; the export is an entry itself",
    isSignedIn: true,
    parameters: ExportInput,
    answers: [
      {
        status: 200,
        description: "One CloudEvents JSON object per line, the signed checkpoint last",
        media: "application/x-ndjson",
      },
    ],
    handle: sendExport,
  },
];
