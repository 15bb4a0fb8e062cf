// The census's rows of what goes many at once.
import { beginBatch, finishUpload } from "@chancery/services";
import type { Request, Row } from "./row.ts";
import type { Scene } from "./scene.ts";

/** A finished batch of Mia's. */
async function batchIn({ house, call, mia, draft, fresh }: Scene): Promise<string> {
  const files = [{ path: fresh("file"), sizeBytes: 0 }];
  const { id } = await beginBatch(house, call(mia), { versionId: (await draft()).id, files });
  await finishUpload(house, call(mia), { uploadId: id });
  return id;
}

export const bulkRows = (readers: string, makers: string): Readonly<Record<string, Row<Request>>> => ({
  "POST /api/v1/batches": [
    makers,
    async ({ draft, fresh }) => ({
      path: "/api/v1/batches",
      body: { versionId: (await draft()).id, files: [{ path: fresh("file"), sizeBytes: 3 }] },
    }),
  ],
  "GET /api/v1/batches/{batchId}": [
    readers,
    async (scene) => ({
      path: `/api/v1/batches/${await batchIn(scene)}`,
    }),
  ],
  "POST /api/v1/contents": [
    readers,
    async ({ withFile }) => {
      const { versionId, path } = await withFile();
      return { path: "/api/v1/contents", body: { versionId, paths: [path] } };
    },
  ],
});
