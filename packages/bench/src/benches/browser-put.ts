// One large file out of a browser, on the page where people make a version.
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openPage } from "e2e/support/outside-page.ts";
import { bench } from "../bench.ts";
import { piecesOf } from "../stage/bytes.ts";
import { writePlainly } from "../stage/plain-write.ts";
import { openRegistry, team } from "../stage/registry.ts";

export const browserPut = bench({
  name: "browser-put",
  what: "1 GB out of Chromium through UploadThing and the ingest, hashed by the page too, until the page says that both digests agree",
  against: "plain Node: write, SHA-256 and fsync of as many bytes, without a network",
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
    return { client, page, url: server.url, folder: place.folder, sizeBytes, nextPath };
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
  peer: async ({ sizeBytes, nextPath, folder }) => ({
    throughput: sizeBytes / 1000 / (await writePlainly(folder, piecesOf(nextPath(), sizeBytes))),
  }),
});
