// UploadThing's server in our process: it calls nobody, no setting of its own moves it, and no request sees another's context.
import { AsyncLocalStorage } from "node:async_hooks";
import { createRouteHandler, createUploadthing } from "uploadthing/server";
import { afterEach, expect, it, vi } from "vitest";
import { eachEngine } from "@chancery/services/testing";
import { createModel, createVersion } from "@chancery/services";
import { answerInProcess, ingestSecretOf, openFileRoute } from "./file-route.ts";
import { signedUpload } from "./signed-url.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

it("gives each of a thousand concurrent requests its own context", { timeout: 60_000 }, async () => {
  const requests = new AsyncLocalStorage<number>();
  const crossed: unknown[] = [];
  const file = createUploadthing();
  const handle = createRouteHandler({
    router: {
      file: file({ blob: { maxFileSize: "1GB" } })
        .middleware(async ({ req }) => {
          const own = Number(req.headers.get("x-request"));
          const seen = [requests.getStore()];
          await new Promise((resolve) => setImmediate(resolve));
          seen.push(requests.getStore());
          if (seen.some((number) => number !== own)) crossed.push([own, seen]);
          return {};
        })
        .onUploadComplete(() => undefined),
    },
    config: {
      token: Buffer.from(JSON.stringify({ apiKey: "sk_x", appId: "x", regions: ["local"] })).toString("base64"),
      ingestUrl: "http://ingest.invalid/api/ingest",
      callbackUrl: "http://ingest.invalid/api/uploadthing",
      isDev: false,
      handleDaemonPromise: "await",
      logLevel: "None",
      fetch: answerInProcess("sk_x") as never,
    },
  });
  const ask = (number: number) =>
    requests.run(number, () =>
      handle(
        new Request("http://ingest.invalid/api/uploadthing?actionType=upload&slug=file", {
          method: "POST",
          headers: { "content-type": "application/json", "x-request": String(number) },
          body: JSON.stringify({ input: null, files: [{ name: "a", size: 1, type: "" }] }),
        }),
      ),
    );
  for (let wave = 0; wave < 20; wave++) {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => ask(wave * 50 + n)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  }
  expect(crossed).toEqual([]);
});

it("reaches nothing but what is answered in this process", async () => {
  const fetch = answerInProcess("sk_own");
  const headers = { "x-uploadthing-api-key": "sk_own" };
  for (const url of [
    "https://local.ingest.uploadthing.com/route-metadata",
    "https://api.uploadthing.com/v6/listFiles",
    "http://ingest.invalid/api/ingest/route-metadata/more",
    "http://ingest.invalid/other",
    "http://localhost/api/ingest/route-metadata",
  ])
    await expect(fetch(url, { headers })).rejects.toThrow("calls nobody");
  await expect(fetch("http://ingest.invalid/api/ingest/route-metadata", {})).rejects.toThrow("not our own");
  expect(await (await fetch("http://ingest.invalid/api/ingest/callback-result", { headers })).json()).toEqual({
    ok: true,
  });
});

eachEngine("UploadThing's server", (open) => {
  it("heeds none of its environment's settings, and asks no network", async () => {
    for (const [name, value] of Object.entries({
      UPLOADTHING_TOKEN: Buffer.from('{"apiKey":"sk_evil","appId":"evil","regions":["x"]}').toString("base64"),
      UPLOADTHING_INGEST_URL: "https://evil.example/ingest",
      UPLOADTHING_CALLBACK_URL: "https://evil.example/callback",
      UPLOADTHING_IS_DEV: "true",
      NODE_ENV: "development",
    }))
      vi.stubEnv(name, value);
    const asked: unknown[] = [];
    vi.stubGlobal("fetch", (url: unknown) => (asked.push(url), Promise.reject(new Error("no network"))));
    const { house, call, person } = await open();
    const ada = await person("Ada", { role: "maintainer", team: "speech" });
    await createModel(house, call(ada), { team: "speech", name: "vad" });
    const { id: versionId } = await createVersion(house, call(ada), { model: "speech/vad" });
    const route = await openFileRoute(house);
    const file = { versionId, path: "a", sizeBytes: 3, sha256: "ab".repeat(32) };
    const [begun] = await route.begin(call(ada), [file]);
    expect(begun).toMatchObject({ upload: { state: "receiving", offset: 0 } });
    const url = new URL(begun!.presigned!.url, "http://any.name");
    const key = url.pathname.split("/").at(-1)!;
    const signed = { key, query: url.search.slice(1), secret: ingestSecretOf(house), now: house.clock.now() };
    expect(signedUpload(signed)).toMatchObject({ sizeBytes: 3 });
    expect(asked).toEqual([]);
  });

  it("signs with a secret of its own, made from the house's", async () => {
    const { house } = await open();
    expect(ingestSecretOf(house)).toMatch(/^sk_[0-9a-f]{64}$/);
    expect(ingestSecretOf(house)).not.toContain(house.settings.secret);
    const other = { ...house, settings: { ...house.settings, secret: "another" } };
    expect(ingestSecretOf(other)).not.toBe(ingestSecretOf(house));
  });
});
