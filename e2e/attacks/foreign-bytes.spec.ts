// The digest of bytes one may not read is worth nothing: they must be sent, and asking does not tell that they are stored.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { bearerAt, type Bearer } from "../support/bearer.ts";
import { newToken } from "../support/http.ts";
import { hiddenContents, openScene, sha256, type Scene } from "./scene.ts";

let scene: Scene;
let outsider: Bearer;
let versionId: string;

test.beforeAll(async () => {
  scene = await openScene();
  outsider = bearerAt(scene.url, await newToken(scene.people.outsider));
  await outsider.mutate("models.create", { team: "vision", name: "eye" });
  versionId = (await outsider.mutate<{ id: string }>("versions.create", { model: "vision/eye" })).id;
});
test.afterAll(async () => expect(await scene.close()).toBe(0));

type Upload = { readonly id: string; readonly state: string; readonly offset: number };
const sizeBytes = hiddenContents.length;
const begin = (path: string, digest: string) =>
  outsider.send("/api/v1/uploads", { method: "POST", json: { versionId, path, sizeBytes, sha256: digest } });
const append = (id: string, text: string) =>
  outsider.send(`/api/v1/uploads/${id}`, {
    method: "PATCH",
    headers: { "upload-offset": "0" },
    bytes: new TextEncoder().encode(text),
  });
const finish = (id: string) => outsider.send(`/api/v1/uploads/${id}/finish`, { method: "POST" });
const files = async () => (await outsider.query<{ items: unknown[] }>("versions.files", { versionId })).items;

test("a stored digest that one may not read is answered as an unknown one, to the header", async () => {
  const answers = [await begin("known", sha256(hiddenContents)), await begin("unknown", sha256("nobody has this"))];
  const shapes = answers.map(({ status, headers, body }) => {
    const { id, path, sha256: digest, ...others } = body as Upload & { path: string; sha256: string };
    expect([typeof id, typeof path, typeof digest]).toEqual(["string", "string", "string"]);
    const named = [...headers].filter(
      ([name]) => !["x-request-id", "location", "date", "content-length"].includes(name),
    );
    return { status, others, headers: named, fields: Object.keys(body as object) };
  });
  expect(shapes[0]).toEqual(shapes[1]);
  expect(answers[0]).toMatchObject({ status: 201, body: { state: "receiving", offset: 0 } });
  expect(await files()).toEqual([]);
});

test("without the bytes, or with others, the digest attaches nothing", async () => {
  const { id } = (await begin("empty", sha256(hiddenContents))).body as Upload;
  expect((await finish(id)).status).toBe(409);
  expect((await append(id, "x".repeat(sizeBytes))).status).toBe(204);
  const refused = await finish(id);
  expect(refused.status).toBeGreaterThanOrEqual(400);
  expect(refused.status).toBeLessThan(500);
  expect(JSON.stringify(refused.body)).not.toContain(hiddenContents);
  expect(await files()).toEqual([]);
  expect((await outsider.send(`/api/v1/versions/${versionId}/files/empty`)).status).toBe(404);
  expect((await outsider.send(`/api/v1/versions/${scene.hidden.versionId}/files/hidden.bin`)).status).toBe(404);
});

test("whoever sends the bytes has them, and whoever may read them need not send them", async () => {
  const { id } = (await begin("mine", sha256(hiddenContents))).body as Upload;
  expect((await append(id, hiddenContents)).status).toBe(204);
  expect(await finish(id)).toMatchObject({ status: 200, body: { state: "committed" } });
  expect(await files()).toHaveLength(1);
  expect(await begin("again", sha256(hiddenContents))).toMatchObject({ status: 201, body: { state: "committed" } });
});

test("S30: staged and stored bytes are their owner's alone", () => {
  const folder = scene.server.dataFolder;
  const all = readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)));
  const modeOf = (path: string) => statSync(path).mode & 0o777;
  expect(
    all.filter((path) => statSync(path).isFile() && !/(?:db|key|checkpoint|link)/.test(path)).length,
  ).toBeGreaterThan(1);
  expect(all.filter((path) => modeOf(path) !== (statSync(path).isDirectory() ? 0o700 : 0o600))).toEqual([]);
});
