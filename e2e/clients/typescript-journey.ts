// The main journey by a client that openapi-typescript typed: compiled under strict and run in a folder of its own by generated.spec.ts.
export const typescriptJourney = `import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

const baseUrl = process.env["CHANCERY_URL"] ?? "";
const as = (token: string) => createClient<paths>({ baseUrl, headers: { authorization: "Bearer " + token } });
const maker = as(process.env["CHANCERY_TOKEN"] ?? "");
const reviewers = (process.env["CHANCERY_REVIEWERS"] ?? "").split(",").map(as);

type Answer<T> = { readonly data?: T; readonly error?: components["schemas"]["Error"] };
function got<T>({ data, error }: Answer<T>): T {
  if (data === undefined) throw new Error(error?.message ?? "nothing was answered");
  return data;
}

const content = new TextEncoder().encode("weights of a model, from a typed client");
const modelId = "speech/from-typescript";

got(await maker.POST("/api/v1/models", { body: { team: "speech", name: "from-typescript" } }));
const draft = got(await maker.POST("/api/v1/models/{modelId}/versions", { params: { path: { modelId } }, body: {} }));
const versionId = draft.id;
const upload = got(
  await maker.POST("/api/v1/uploads", { body: { versionId, path: "data/weights.bin", sizeBytes: content.length } }),
);
const inUpload = { path: { uploadId: upload.id } };
const appended = await maker.PATCH("/api/v1/uploads/{uploadId}", {
  params: { ...inUpload, header: { "Upload-Offset": "0" } },
  headers: { "content-type": "application/octet-stream" },
  body: content as unknown as string, // the document's word for bytes is a binary string
  bodySerializer: (body) => body,
});
if (appended.error) throw new Error(appended.error.message);
got(await maker.POST("/api/v1/uploads/{uploadId}/finish", { params: inUpload }));
got(await maker.POST("/api/v1/versions/{versionId}/seal", { params: { path: { versionId } } }));
got(
  await maker.POST("/api/v1/versions/{versionId}/evaluations", {
    params: { path: { versionId } },
    body: { phase: "validation", metrics: [{ name: "recall", value: "0.94", direction: "higher" }] },
  }),
);

const stages = got(await maker.GET("/api/v1/stages"));
const asked = got(
  await maker.POST("/api/v1/promotions", {
    params: { header: { "Idempotency-Key": "journey-1" } },
    body: { versionId, stage: stages.release, reason: "Recall rises and nothing falls." },
  }),
);
const promotionId = String(asked.number);
for (const reviewer of reviewers) {
  const { state, digests } = got(await reviewer.GET("/api/v1/promotions/{promotionId}", { params: { path: { promotionId } } }));
  if (state !== "open") break;
  got(
    await reviewer.POST("/api/v1/promotions/{promotionId}/votes", {
      params: { path: { promotionId } },
      body: { decision: "approve", note: "read it all", seen: digests },
    }),
  );
}

const ref = modelId + "@" + stages.release;
const resolved = got(await maker.GET("/api/v1/resolve", { params: { query: { ref } } }));
const file = got(
  await maker.GET("/api/v1/versions/{versionId}/files/{path}", {
    params: { path: { versionId: resolved.versionId, path: "data/weights.bin" } },
    parseAs: "arrayBuffer",
  }),
);
const same = Buffer.from(file as unknown as ArrayBuffer).equals(Buffer.from(content));
console.log(JSON.stringify({ number: resolved.number, state: resolved.state, same }));
`;
