// One large file out of a browser, on the page where people make a version.
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { request, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { openPage } from "e2e/support/outside-page.ts";
import { bench } from "../bench.ts";
import type { PlainSink } from "../programs/plain-sink.ts";
import { digestOf, piecesOf } from "../stage/bytes.ts";
import { serveProgram } from "../stage/program.ts";
import { openRegistry, team } from "../stage/registry.ts";

export const browserPut = bench({
  name: "browser-put",
  what: "1 GB out of Chromium through UploadThing and the ingest, hashed by the page too, until the page says that both digests agree",
  against: "plain Node: PUT of as large a file to a server that writes it, hashes it and syncs it",
  reach: [{ figure: "throughput", unit: "MB/s", compare: "ratio", atLeast: 0.6 }],
  limitMs: 600_000,
  whyLeftOut: () => (process.env["CHANCERY_BROWSER"] ? undefined : "CHANCERY_BROWSER names no browser"),
  async prepare(place) {
    const { admin, client, server } = await openRegistry(place);
    await client.api.models.create.mutate({ team, name: "large" });
    const { page, close } = await openPage(server.url, admin.cookie);
    place.atEnd(close);
    const sizeBytes = place.size({ full: 1_000_000_000, quick: 20_000_000 });
    let sent = 0;
    /** Other bytes each time: those that the registry has are not sent again. */
    const nextPath = () => `part-${(sent += 1)}.bin`;
    const told: PlainSink = { folder: place.folder };
    const { url: sink } = await serveProgram<{ readonly url: string }>(place, "plain-sink", told);
    return { client, page, url: server.url, sink, folder: place.folder, sizeBytes, nextPath };
  },
  async ours({ client, page, url, folder, sizeBytes, nextPath }) {
    const path = join(folder, nextPath());
    await writeFile(path, piecesOf(path, sizeBytes));
    const { number } = await client.api.versions.create.mutate({ model: `${team}/large` });
    await page.goto(`${url}/models/${team}/large/v/${number}/draft`);
    const startedAt = performance.now();
    await page.getByLabel("Files to send").setInputFiles(path);
    await page.getByText("server digest equals yours").waitFor();
    const ms = performance.now() - startedAt;
    await rm(path);
    return { throughput: sizeBytes / 1000 / ms };
  },
  async peer({ sink, folder, sizeBytes, nextPath }) {
    const path = join(folder, nextPath());
    const pieces = piecesOf(path, sizeBytes);
    await writeFile(path, pieces);
    const startedAt = performance.now();
    const sending = request(sink, { method: "PUT", headers: { "content-length": sizeBytes } });
    createReadStream(path, { highWaterMark: 1 << 20 }).pipe(sending);
    const [answered] = (await once(sending, "response")) as [IncomingMessage];
    const sha256 = await text(answered);
    const ms = performance.now() - startedAt;
    await rm(path);
    if (sha256 !== digestOf(pieces)) throw new Error("other bytes were taken");
    return { throughput: sizeBytes / 1000 / ms };
  },
});
