// Every content the store must hold, read page by page.
import { blobsAfter, type BlobRow, type Reader } from "@chancery/db";

const pageSize = 500;

/** In the order of digests, without a lock: what comes in meanwhile may or may not be among them. */
export async function* storedContents(reader: Reader): AsyncGenerator<BlobRow> {
  for (let after = ""; ;) {
    const page = await blobsAfter(reader, { after, limit: pageSize });
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.sha256;
  }
}
