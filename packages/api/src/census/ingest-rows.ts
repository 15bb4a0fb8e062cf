// The census's rows of the ingest: signed addresses, which are each for one person's upload.
import { sha256Hex, type Actor } from "@chancery/core";
import { openFileRoute } from "../ingest/file-route.ts";
import type { Request, Row } from "./row.ts";
import type { Scene } from "./scene.ts";

/** A file of its own each time: a content that is here already needs no bytes. */
const freshFile = async ({ draft, fresh }: Scene) => {
  const content = fresh("content");
  return { content, file: { versionId: (await draft()).id, path: fresh("file"), sha256: sha256Hex(content) } };
};

/** An upload of the visitor's own, or of Mia's where none can be the visitor's. */
async function addressedBy(scene: Scene, actor: Actor) {
  const { house, call, mia } = scene;
  const by = ["Cora", "Max", "Rex"].includes(actor.name) ? actor : mia;
  const { content, file } = await freshFile(scene);
  const route = await openFileRoute(house);
  const [begun] = await route.begin(call(by), [{ ...file, sizeBytes: content.length }]);
  return { path: begun!.presigned!.url, content };
}

const boundary = "census";
const formOf = (content: string) =>
  new TextEncoder().encode(
    `--${boundary}\r\nContent-Disposition: form-data; name="file"\r\n\r\n${content}\r\n--${boundary}--\r\n`,
  );

const ownUploads = "U N + + N N N N U U";
//                                     anon view cont main revi audi admi outs revo expi read
export const ingestRows: Readonly<Record<string, Row<Request>>> = {
  "POST /api/uploadthing": [
    "U F + + F F F N U U F",
    async (scene) => {
      const { content, file } = await freshFile(scene);
      return {
        path: "/api/uploadthing?actionType=upload&slug=file",
        body: { files: [{ size: content.length }], input: [file] },
      };
    },
  ],
  "GET /api/ingest/{key}": [`${ownUploads} +`, async (...asked) => ({ path: (await addressedBy(...asked)).path })],
  "HEAD /api/ingest/{key}": [
    `${ownUploads} +`,
    async (...asked) => ({ path: (await addressedBy(...asked)).path, method: "HEAD" }),
  ],
  "PUT /api/ingest/{key}": [
    `${ownUploads} F`,
    async (...asked) => {
      const { path, content } = await addressedBy(...asked);
      const body = formOf(content);
      const headers = {
        "content-type": `multipart/form-data; boundary=${boundary}`,
        "content-length": String(body.length),
        "x-uploadthing-version": "7.7.4",
        range: "bytes=0-",
      };
      return { path, method: "PUT", body, headers };
    },
  ],
};
