// What happens beside the files: a draft that is sealed elsewhere, a login that ends, a proxy that answers in the server's place.
import { beforeEach, expect, it } from "vitest";
import { outcomeOf } from "./outcome.ts";
import { SendingFailed } from "./sending-failed.ts";
import { openScene, refusalOf, settled, type Scene } from "./testing/queue-scene.ts";

let scene: Scene;
beforeEach(() => {
  scene = openScene();
});
const signedOut = { code: "UNAUTHENTICATED", reason: "signed_out" };

it.each([
  ["version_sealed", "sealed"],
  ["version_revoked", "sealed and revoked"],
  ["version_discarded", "discarded"],
])("stops every file with one sentence once the draft is no draft any more: %s", async (reason, word) => {
  await scene.add("a", "b", "c", "d", "e");
  scene.queue.pause(scene.row("b").id);
  scene.put("a").arrive();
  await settled();
  scene.put("c").fail({ code: "ILLEGAL_TRANSITION", reason });
  await settled();
  expect(scene.states()).toEqual({ a: "done", b: "refused", c: "refused", d: "refused", e: "refused" });
  const message = `This draft has been ${word}, so you cannot add files. Create a new version to send the rest.`;
  for (const path of ["b", "c", "d", "e"]) expect(scene.row(path).refusal).toEqual({ code: reason, message });
  expect(scene.put("d").signal.aborted).toBe(true);
  const asked = [scene.begun.length, scene.puts.length];
  await scene.add("f");
  await scene.pass(60_000);
  expect([scene.begun.length, scene.puts.length]).toEqual(asked);
  expect(scene.queue.dropRefusal).toEqual({ code: reason, message });
  expect(await scene.queue.remove(scene.row("b").id)).toBe(true); // there is nothing left to end
  expect(scene.ended).toEqual([]);
});

it("begins anew what was ended elsewhere while it was paused", async () => {
  await scene.add("a");
  scene.put("a").fail({ code: "NOT_FOUND" });
  await settled();
  expect(scene.states()).toEqual({ a: "waiting" });
  await scene.pass(15_000);
  expect(scene.begun).toHaveLength(2);
  expect(scene.states()).toEqual({ a: "sending" });
  scene.answers.set("a", { refusal: refusalOf("NOT_FOUND") });
  scene.put("a").fail({ code: "NOT_FOUND" });
  await settled();
  await scene.pass(15_000);
  expect(scene.states()).toEqual({ a: "refused" }); // the draft itself is out of sight
});

it("waits as a whole for a person who is signed out, asks once in a while, and goes on where it was", async () => {
  await scene.add("a", "b", "c", "d");
  for (const path of ["a", "b", "c"]) scene.put(path).fail(signedOut);
  await settled();
  expect(scene.queue.isSignedOut).toBe(true);
  expect(scene.states()).toEqual({ a: "waiting", b: "waiting", c: "waiting", d: "waiting" });
  expect(scene.waits).toHaveLength(1);
  const asked = scene.begun.length;
  scene.refuseBegin({ refusal: refusalOf("UNAUTHENTICATED", "signed_out") });
  await scene.pass(15_000);
  expect(scene.begun).toHaveLength(asked + 1);
  expect(scene.queue.isSignedOut).toBe(true);
  scene.refuseBegin("none");
  scene.queue.wake(); // the person comes back from the other tab
  await settled();
  expect(scene.queue.isSignedOut).toBe(false);
  expect(Object.values(scene.states()).sort()).toEqual(["sending", "sending", "sending", "waiting"]);
});

it.each([
  [413, "failed", "proxy_limit", /raise the limit \(nginx: client_max_body_size 0\), then retry/],
  [403, "failed", "http_403", /if a sign-in page comes, sign in there, then retry/],
  [200, "failed", "http_200", /HTTP 200/], // a sign-in page in the answer's place
  [502, "again", "http_502", /the registry may be restarting/],
  [429, "again", "http_429", /HTTP 429/],
] as const)(
  "tells in plain words what answered HTTP %d in the registry's place",
  async (status, kind, code, message) => {
    const refusal = { code, message: expect.stringMatching(message) as string };
    expect(outcomeOf(new SendingFailed({ status }), { hasTriedOften: false })).toEqual({ kind, refusal });
    await scene.add("a", "b");
    scene.put("a").break(status);
    await settled();
    expect(scene.states()).toEqual({ a: kind === "again" ? "waiting" : "failed", b: "sending" });
    expect(scene.row("a").refusal).toEqual(refusal);
    if (kind === "failed") expect(scene.waits).toEqual([]); // it is not tried for ever
  },
);

it("says after many tries that no answer comes, and goes on trying", async () => {
  await scene.add("a");
  for (let tries = 0; tries < 8; tries++) {
    expect(scene.row("a").refusal).toBeUndefined();
    scene.put("a").break();
    await settled();
    if (tries < 7) await scene.pass(15_000);
  }
  expect(scene.row("a")).toMatchObject({ state: "waiting", refusal: { code: "no_answer" } });
  await scene.pass(15_000);
  expect(scene.states()).toEqual({ a: "sending" });
});

it("takes the same file twice in one drop once, and says so of the other", async () => {
  await scene.add("a", "a");
  expect(scene.queue.shown().map(({ state, refusal }) => [state, refusal?.code])).toEqual([
    ["sending", undefined],
    ["refused", "path_repeated"],
  ]);
});
