// A page is bounded whatever is behind it: thousands of files, evaluations, edges, members, versions and requests behind
// every page, and none is longer than 300 kB of HTML before compression; what does not stand on it is a page away.
import { createHash } from "node:crypto";
import { expect, test } from "@playwright/test";
import { rows } from "../races/sql.ts";
import { idOf, multiply } from "../support/multiply.ts";
import { openPlace, type Place } from "../support/server.ts";
import { openRegistry, team, type Registry } from "../support/registry.ts";

const most = 300_000;
/** As long as a name may be. */
const longName = "long-".repeat(25) + "n";
const model = `${team}/many`;

let place: Place;
let registry: Registry;
let cookie: string;
let made: Awaited<ReturnType<typeof fill>>;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  place = await openPlace();
  registry = await openRegistry(place);
  cookie = registry.admin.cookie;
  made = await fill();
  await read("/models").catch(() => undefined); // the connection kept since the last request ended while rows were made
});
test.afterAll(async () => {
  await registry.server.stop();
  await place.remove();
});

const read = async (path: string) => {
  const answer = await fetch(`${registry.server.url}${path}`, { headers: { cookie, "accept-encoding": "identity" } });
  return { status: answer.status, html: await answer.text() };
};

test("keeps every page within 300 kB of HTML, whatever is behind it", async () => {
  test.setTimeout(240_000);
  const version = `/models/${model}/v/1`;
  const paths = [
    "/models",
    `/models/${model}`,
    `/models/${model}/versions`,
    `/models/${model}/history`,
    `/models/${model}/settings`,
    version,
    `${version}/files`,
    `${version}/card`,
    `${version}/lineage`,
    `${version}/promotions`,
    `${version}/evaluations`,
    `/models/${model}/v/2`,
    `/models/${model}/v/2/evaluations`,
    `/compare?v=${model}:1&v=${model}:2&page=2`,
    `/compare?v=${model}:2&v=${model}:1`,
    "/datasets",
    `/datasets/${made.datasetId}`,
    "/reviews?tab=decided",
    `/models/${model}/v/1/draft`,
    "/reviews?tab=mine",
    `/promotions/${made.promotionNumber}`,
    "/audit",
    "/admin/people",
    "/admin/service-accounts",
    "/admin/teams",
    "/admin/groups",
    "/admin/groups/everyone",
    "/admin/grants",
    "/settings/tokens",
    "/settings/sessions",
  ];
  for (const path of paths) {
    const { status, html } = await read(path);
    expect.soft(status, path).toBe(200);
    expect.soft(html.length, path).toBeLessThanOrEqual(most);
  }
});

test("leads from each list that does not fit on its page to the rest of it", async () => {
  const version = `/models/${model}/v/1`;
  for (const path of [
    "/models",
    `/models/${model}/versions`,
    `${version}/files`,
    `${version}/lineage`,
    `${version}/promotions`,
    `/datasets/${made.datasetId}`,
    "/admin/service-accounts",
    "/admin/people",
    "/admin/teams",
    "/admin/groups",
    "/admin/groups/everyone",
  ])
    expect.soft((await read(path)).html.includes("Next page"), path).toBe(true);
  for (const [path, link] of [
    [version, "All files"],
    [`${version}/draft`, "All files"],
    [version, "All 366 evaluations"],
    [`/models/${model}/v/2`, "All of them, page by page"],
    [`/compare?v=${model}:2`, "Next page"],
    ["/admin/groups", "All members of"],
  ] as const)
    expect.soft((await read(path)).html.includes(link), path).toBe(true);
});

test("shows a name as long as a name may be without breaking the page, at 390 and at 1360 px", async ({ browser }) => {
  const { url } = registry.server;
  for (const width of [390, 1360]) {
    const context = await browser.newContext({ baseURL: url, viewport: { width, height: 900 } });
    await context.addCookies(cookiesOf(cookie, url));
    const page = await context.newPage();
    for (const path of ["/models", `/models/${team}/${longName}`, `/models/${team}/${longName}/v/1`, "/admin/grants"]) {
      await page.goto(path);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect.soft(wider, `${path} at ${width} px`).toBeLessThanOrEqual(0);
    }
    await context.close();
  }
});

const cookiesOf = (header: string, url: string) =>
  header.split("; ").map((pair) => {
    const at = pair.indexOf("=");
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
  });

/** A model with much of everything, and a model with a long name. */
async function fill() {
  const { maker, admin } = registry;
  const { id: adminId } = (await admin.query("me.get")) as { id: string };
  const push = async (name: string, kind: "files" | "external") => {
    const descriptor = { supplier: "Acme", product: "Ears", version: "1", endpoint: "https://ears.test/v1" };
    return maker.mutate<{ id: string; number: number }>("versions.create", {
      model: name,
      kind,
      ...(kind === "external" && { descriptor }),
    });
  };
  const { id: modelId } = await maker.mutate<{ id: string }>("models.create", { team, name: "many" });
  await maker.mutate("models.create", { team, name: longName });
  const draft = await push(model, "files");
  const sealed = await push(model, "external");
  await push(`${team}/${longName}`, "external");
  const sha256 = createHash("sha256").update("bytes").digest("hex");
  const dataset = await maker.mutate<{ id: string }>("datasets.register", {
    team,
    name: "holdout",
    version: "1",
    sha256,
  });
  const metrics = Array.from({ length: 20 }, (_, n) => ({ name: `metric_${n}`, value: `0.${n}`, direction: "higher" }));
  for (const { id } of [draft, sealed])
    await maker.mutate("evaluations.record", {
      versionId: id,
      phase: "validation",
      dataset: { name: "holdout", version: "1", sha256 },
      metrics,
    });
  // Many metrics on many slices, each measured again and again.
  const many = Array.from({ length: 500 }, (_, n) => ({ name: `metric_${n}`, value: `0.${n}` }));
  for (let n = 0; n < 8; n += 1)
    await maker.mutate("evaluations.record", {
      versionId: sealed.id,
      phase: "validation",
      dataset: { name: "holdout", version: "1", sha256 },
      slice: `slice ${n % 4}`,
      metrics: many,
    });
  await maker.mutate("versions.seal", { versionId: sealed.id });
  const asked = await maker.mutate<{ id: string; number: number }>("promotions.request", {
    versionId: sealed.id,
    stage: "production",
    reason: "Recall rises and nothing falls.",
  });
  await maker.mutate("promotions.withdraw", { promotionId: asked.id, note: "Not yet: more noise first." });
  const group = (await admin.mutate("groups.create", { slug: "everyone", name: "Everyone" })) as { id: string };
  const bot = (await admin.mutate("serviceAccounts.create", { name: "bot", ownerId: adminId })) as { id: string };
  await admin.mutate("groups.addMember", { groupId: group.id, actorId: bot.id });
  await maker.mutate("promotions.request", {
    versionId: sealed.id,
    stage: "development",
    reason: "To try it on more noise.",
  });
  await fillFiles(draft.id, 10_000);
  const ofDraft = `version_id = '${draft.id}'`;
  await multiply(place, {
    table: "version",
    where: `id = '${draft.id}'`,
    count: 1_500,
    set: { id: idOf("0001"), number: "100 + i" },
  });
  await multiply(place, { table: "evaluation", where: ofDraft, count: 365, set: { id: idOf("0002") } });
  await multiply(place, { table: "lineage_edge", where: ofDraft, count: 1_000, set: { id: idOf("0003") } });
  await multiply(place, {
    table: "lineage_edge",
    where: ofDraft,
    count: 1_000,
    set: { id: idOf("0004"), version_id: idOf("0001") },
  });
  await multiply(place, {
    table: "promotion",
    where: `id = '${asked.id}'`,
    count: 300,
    set: { id: idOf("0005"), number: "100 + i", version_id: `'${draft.id}'` },
  });
  await multiply(place, {
    table: "dossier_revision",
    where: `promotion_id = '${asked.id}'`,
    count: 300,
    set: { promotion_id: idOf("0005") },
  });
  await multiply(place, {
    table: "actor",
    where: `id = '${bot.id}'`,
    count: 1_000,
    set: { id: idOf("0006"), name: "'bot ' || i" },
  });
  await multiply(place, {
    table: "actor",
    where: `id = '${adminId}'`,
    count: 1_000,
    set: {
      id: idOf("0007"),
      name: "'Person ' || i",
      email: "'p' || i || '@example.test'",
      email_key: "'p' || i || '@example.test'",
    },
  });
  await multiply(place, {
    table: "group_member",
    where: `group_id = '${group.id}'`,
    count: 1_000,
    set: { id: idOf("0008"), actor_id: idOf("0006") },
  });
  await multiply(place, {
    table: "group",
    where: `id = '${group.id}'`,
    count: 300,
    set: { id: idOf("0009"), slug: "'later-' || i" },
  });
  await multiply(place, {
    table: "team",
    where: `slug = '${team}'`,
    count: 300,
    set: { id: idOf("000a"), slug: "'t' || i" },
  });
  await multiply(place, {
    table: "model",
    where: `id = '${modelId}'`,
    count: 300,
    set: { id: idOf("000b"), name: "'m' || i", name_key: "'m' || i" },
  });
  await multiply(place, {
    table: "stage_occupancy",
    where: `version_id = '${sealed.id}'`,
    count: 1_000,
    set: { id: idOf("000c"), version_id: idOf("0001"), slot: idOf("0001") },
  });
  return { datasetId: dataset.id, promotionNumber: asked.number };
}

const fillFiles = (versionId: string, count: number) =>
  rows(
    place,
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
     INSERT INTO version_file (version_id, path, path_key, sha256, size_bytes, added_at)
     SELECT v.id, 'parts/part-' || i || '.bin', 'parts/part-' || i || '.bin', '${"ab".repeat(32)}', 4096, v.created_at
     FROM version v, n WHERE v.id = '${versionId}'`,
  );
