// What the rows of the surface answer over HTTP beside what the census asks: how input is read, and how often an answer has to be sent.
import { createModel, createTeam, createVersion, sealVersion } from "@chancery/services";
import { eachEngine, type World } from "@chancery/services/testing";
import { expect, it } from "vitest";
import { refusalIn, serveApp } from "../testing/serve-app.ts";

async function openModel(world: World) {
  const { house, call } = world;
  const admin = await world.person("Grace", { role: "admin" });
  const team = await createTeam(house, call(admin), { slug: "speech", name: "Speech" });
  const mia = await world.person("Mia", { role: "maintainer", scope: "team", scopeId: team.id });
  const model = await createModel(house, call(mia), { team: "speech", name: "vad" });
  const descriptor = { supplier: "Acme", product: "ears", version: "1", endpoint: "https://ears.test/v1" };
  const version = async () => {
    const { id } = await createVersion(house, call(mia), { model: "speech/vad", kind: "external", descriptor });
    return sealVersion(house, call(mia), { versionId: id });
  };
  return { ...serveApp(world), admin, mia, model, version };
}

eachEngine("a row of the surface over HTTP", (open) => {
  it("takes a reference in its path, percent-encoded, and answers as tRPC does", async () => {
    const { ask, query, mia } = await openModel(await open());
    const answer = await ask("/api/v1/models/speech%2Fvad", { as: mia });
    const { result } = (await (await query("models.get", { model: "speech/vad" }, { as: mia })).json()) as {
      readonly result: { readonly data: unknown };
    };
    expect([answer.status, await answer.json()]).toEqual([200, result.data]);
    expect((await ask("/api/v1/models/speech%2Fnone", { as: mia })).status).toBe(404);
  });

  it("reads a body beside its path, and answers 201 for what it made and 204 for what is gone", async () => {
    const { ask, mia, version, model } = await openModel(await open());
    const { id: versionId } = await version();
    const made = await ask("/api/v1/models/speech%2Fvad/versions", { as: mia, body: { label: "1.4.0" } });
    expect([made.status, await made.json()]).toMatchObject([201, { number: 2 }]);
    const alias = `/api/v1/models/${model.id}/aliases/champion`;
    expect((await ask(alias, { as: mia, method: "PUT", body: { versionId } })).status).toBe(200);
    const gone = await ask(alias, { as: mia, method: "DELETE" });
    expect([gone.status, await gone.text()]).toEqual([204, ""]);
    const { id } = (await (await ask("/api/v1/models/speech%2Fvad/versions", { as: mia, body: {} })).json()) as {
      readonly id: string;
    };
    const refused = await refusalIn(await ask(`/api/v1/versions/${id}/seal`, { as: mia, method: "POST" }));
    expect(refused.reasons[0]?.code).toBe("version_empty"); // it was read without a body, and judged
  });

  it("reads numbers from a query, and refuses by name what it cannot read or does not know", async () => {
    const { ask, mia, version } = await openModel(await open());
    await version();
    await version();
    const list = "/api/v1/models/speech%2Fvad/versions";
    const page = (await (await ask(`${list}?limit=1`, { as: mia })).json()) as {
      readonly items: readonly { readonly number: number }[];
      readonly next: string;
    };
    expect(page.items.map(({ number }) => number)).toEqual([2]);
    const rest = await ask(`${list}?limit=1&after=${encodeURIComponent(page.next)}`, { as: mia });
    expect(await rest.json()).toMatchObject({ items: [{ number: 1 }], next: null });
    for (const [query, named] of [
      ["limit=many", "limit"],
      ["limit=1e3", "limit"],
      ["limit=", "limit"],
      ["colour=red", "field"],
      ["model=speech%2Fvad", "modelId"],
      ["modelId=speech%2Fvad", "modelId"],
    ] as const) {
      const { code, message } = await refusalIn(await ask(`${list}?${query}`, { as: mia }));
      expect([query, code, message]).toEqual([query, "INVALID_INPUT", expect.stringContaining(named)]);
    }
  });

  it("takes the input of what changes something from its path and body alone", async () => {
    const { ask, mia, model } = await openModel(await open());
    const path = `/api/v1/models/${model.id}`;
    const change = { revision: 1, description: "Hears voices." };
    for (const [asked, body, named] of [
      [`${path}?description=x`, change, "query"],
      [path, { ...change, modelId: model.id }, "modelId"],
      [path, [change], "object"],
      [path, { ...change, colour: "red" }, "field"],
    ] as const) {
      const { code, message } = await refusalIn(await ask(asked, { as: mia, method: "PATCH", body }));
      expect([body, code, message]).toEqual([body, "INVALID_INPUT", expect.stringContaining(named)]);
    }
    expect((await ask(path, { as: mia, method: "PATCH", body: change })).status).toBe(200);
  });

  it("does once what is sent twice under one Idempotency-Key", async () => {
    const { ask, mia } = await openModel(await open());
    const sent = { as: mia, body: { label: "1.5.0" }, headers: { "idempotency-key": "k-1" } };
    const [first, second] = [
      await ask("/api/v1/models/speech%2Fvad/versions", sent),
      await ask("/api/v1/models/speech%2Fvad/versions", sent),
    ];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await second.json()).toEqual(await first.json());
  });

  it("answers a poll of what a reference points at with 304 until that changes", async () => {
    const { ask, mutate, mia, version, model } = await openModel(await open());
    const [one, two] = [await version(), await version()];
    const point = ({ id: versionId }: { readonly id: string }) =>
      mutate("models.setAlias", { modelId: model.id, alias: "live", versionId }, { as: mia });
    await point(one);
    const poll = (tag?: string) =>
      ask("/api/v1/resolve?ref=speech/vad@live", { as: mia, headers: tag ? { "if-none-match": tag } : {} });
    const first = await poll();
    const tag = first.headers.get("etag")!;
    expect(tag).toMatch(/^W\/"[\x21\x23-\x7e]+"$/);
    const same = await poll(tag);
    expect([same.status, same.headers.get("etag"), await same.text()]).toEqual([304, tag, ""]);
    await point(two);
    const moved = await poll(tag);
    expect([moved.status, await moved.json()]).toMatchObject([200, { number: 2 }]);
    await mutate("versions.revoke", { versionId: two.id, reason: "leaks" }, { as: mia });
    expect((await poll(moved.headers.get("etag")!)).status).toBe(422); // revoked: no tag keeps it in use
  });
});
