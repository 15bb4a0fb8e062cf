// The suites ask nothing that only a folder can do.
import { blobsConformance } from "./testing/blobs-conformance.ts";
import { memoryBlobs, memoryStaging, type Uploads } from "./testing/memory.ts";
import { stagingConformance } from "./testing/staging-conformance.ts";

stagingConformance("uploads in memory", async () => {
  const uploads: Uploads = new Map();
  return { staging: memoryStaging(uploads), reopen: async () => memoryStaging(uploads) };
});

blobsConformance("blobs in memory", async () => {
  const kept = new Map<string, Buffer>();
  const damage = async (sha256: string) => void (kept.get(sha256)![0]! ^= 1);
  return { blobs: memoryBlobs(kept), reopen: async () => memoryBlobs(kept), damage };
});
