// The queue of a browser's files: what goes, in which order, what is tried again, and what never goes.
import { beforeEach, expect, it } from "vitest";
import { openScene, settled, shaOf, type Scene } from "./testing/queue-scene.ts";
import { totalsOf } from "./upload-file.ts";

let scene: Scene;
beforeEach(() => {
  scene = openScene();
});

it("begins small files in one request, sends three at a time, and each is done with both digests", async () => {
  await scene.add("a", "b", "c", "d", "e");
  expect(scene.begun.map((group) => group.length)).toEqual([5]);
  expect(scene.begun[0]![0]!.place).toEqual({
    versionId: "v1",
    path: "a",
    fingerprint: shaOf("ends a"),
    sha256: shaOf("a"),
  });
  expect(scene.puts.map(({ place }) => place.path)).toEqual(["a", "b", "c"]);
  scene.put("a").arrive();
  await settled();
  expect(scene.states()).toEqual({ a: "done", b: "sending", c: "sending", d: "sending", e: "waiting" });
  expect(scene.row("a")).toMatchObject({ sha256: shaOf("a"), serverSha256: shaOf("a"), isEqual: true, sentBytes: 1 });
});

it("asks for no more than a hundred addresses at once", async () => {
  await scene.add(...Array.from({ length: 250 }, (_, n) => `f${n}`));
  for (let n = 0; n < 250; n++) {
    scene.put(`f${n}`).arrive();
    await settled();
  }
  expect(scene.begun.map((group) => group.length)).toEqual([100, 100, 50]);
  expect(new Set(Object.values(scene.states()))).toEqual(new Set(["done"]));
});

it("sends nothing of a file that the server has", async () => {
  scene.answers.set("a", { state: "committed", sha256: shaOf("a") });
  await scene.add("a");
  expect(scene.row("a")).toMatchObject({ state: "done", isStored: true, isEqual: true, sentBytes: 1 });
  expect(scene.puts).toEqual([]);
});

it("says where it goes on with a file that is here in part", async () => {
  scene.answers.set("abc", { offset: 2 });
  await scene.add("abc");
  expect(scene.row("abc")).toMatchObject({ state: "sending", resumedAt: 2, sentBytes: 2 });
});

it("tells progress within the file's length, whatever the client counts, and until when it is kept", async () => {
  await scene.add("abc");
  scene.put("abc").progress(2);
  expect(scene.row("abc")).toMatchObject({ sentBytes: 2, state: "sending", keptUntil: "1970-01-08T00:16:40.000Z" });
  scene.put("abc").progress(250);
  expect(scene.row("abc")).toMatchObject({ sentBytes: 3, state: "finishing" });
});

it("counts as left what is under way, and not what is paused or refused", async () => {
  await scene.add("abcd", "efgh", "../x");
  scene.queue.pause(scene.row("efgh").id);
  await settled();
  await scene.pass(1000);
  scene.put("abcd").progress(2);
  const totals = totalsOf(scene.queue.shown());
  expect(totals).toMatchObject({ sentBytes: 2, sizeBytes: 8, bytesPerSecond: 2, secondsLeft: 1 });
  expect(totals.counts).toMatchObject({ sending: 1, paused: 1, refused: 1 });
});

it("goes on by itself after a lost connection, after longer each time", async () => {
  await scene.add("a");
  const waited: number[] = [];
  for (let tries = 0; tries < 9; tries++) {
    scene.puts.at(-1)!.fail({ code: "UNAVAILABLE", reason: "request_ended" });
    await settled();
    expect(scene.row("a")).toMatchObject({ state: "waiting", refusal: undefined });
    expect(scene.row("a").retryInSeconds).toBeGreaterThan(0);
    waited.push(scene.waits[0]!.ms);
    await scene.pass(15_000);
  }
  expect(waited).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000, 15_000]);
  scene.put("a").arrive();
  await settled();
  expect(scene.states()).toEqual({ a: "done" });
});

it("goes on when its timer says so, also where the clock lags behind it", async () => {
  await scene.add("a");
  scene.put("a").fail({ code: "UNAVAILABLE", reason: "request_ended" });
  await settled();
  await scene.pass(0);
  expect(scene.states()).toEqual({ a: "sending" });
});

it.each([
  ["another writer", { code: "CONFLICT", reason: "upload_busy" }, "waiting"],
  ["another offset", { code: "CONFLICT", reason: "offset_mismatch" }, "waiting"],
  ["an address that ended", { code: "FORBIDDEN", reason: "upload_address_expired" }, "waiting"],
  ["a server that starts", { code: "UNAVAILABLE", reason: "starting" }, "waiting"],
  ["too many at once", { code: "LIMIT_EXCEEDED", reason: "too_many_writers" }, "waiting"],
  ["a full disk", { code: "UNAVAILABLE", reason: "storage_full" }, "failed"],
  ["a broken disk", { code: "UNAVAILABLE", reason: "storage_failed" }, "failed"],
  ["a right that is gone", { code: "FORBIDDEN", reason: "role_missing" }, "failed"],
  ["other bytes", { code: "INVALID_INPUT", reason: "digest_mismatch" }, "refused"],
  ["a file that is there", { code: "CONFLICT", reason: "path_taken" }, "refused"],
  ["too many files", { code: "LIMIT_EXCEEDED", reason: "too_many_files" }, "refused"],
] as const)("after %s is as it should be, and the others go on", async (_what, failure, state) => {
  await scene.add("a", "b");
  scene.put("a").fail({ ...failure, message: "the disk has no room" });
  await settled();
  expect(scene.states()).toEqual({ a: state, b: "sending" });
  if (state !== "waiting")
    expect(scene.row("a").refusal).toMatchObject({
      code: failure.reason,
      message: expect.stringMatching(/^[A-Z].*\.$/s) as unknown,
    });
});

it("gives up on a server that fails each time, and tries again when it is told to", async () => {
  await scene.add("a");
  for (let tries = 0; tries < 8; tries++) {
    scene.puts.at(-1)!.fail({ code: "INTERNAL", message: "something failed on the server" });
    await settled();
    await scene.pass(15_000);
  }
  expect(scene.row("a")).toMatchObject({ state: "failed", refusal: { code: "INTERNAL" } });
  void scene.queue.retry(scene.row("a").id);
  await settled();
  expect(scene.states()).toEqual({ a: "sending" });
});

it("refuses one file of a batch without holding up the others", async () => {
  scene.answers.set("b", {
    refusal: {
      code: "CONFLICT",
      message: "b is being sent by someone else",
      reasons: [{ code: "path_receiving", message: "" }],
    },
  });
  await scene.add("a", "b", "c");
  expect(scene.states()).toEqual({ a: "sending", b: "refused", c: "sending" });
  expect(scene.row("b").refusal).toEqual({ code: "path_receiving", message: "B is being sent by someone else." });
});

it("pauses and resumes, keeping what has arrived, and lets the next file go meanwhile", async () => {
  await scene.add("a", "b", "c", "d");
  scene.put("a").progress(1);
  scene.queue.pause(scene.row("a").id);
  await settled();
  expect(scene.put("a").signal.aborted).toBe(true);
  expect(scene.states()).toEqual({ a: "paused", b: "sending", c: "sending", d: "sending" });
  scene.queue.resume(scene.row("a").id);
  scene.put("b").arrive();
  await settled();
  expect(scene.states()).toMatchObject({ a: "sending", b: "done" });
});

it("says so when the server has other bytes than this file", async () => {
  await scene.add("a");
  scene.put("a").arrive(shaOf("other"));
  await settled();
  expect(scene.row("a")).toMatchObject({ state: "refused", isEqual: false, refusal: { code: "digest_differs" } });
});

it("refuses a file that was changed after it was picked, and takes it when it is picked again", async () => {
  scene.unreadable.add("a");
  await scene.add("a");
  expect(scene.row("a")).toMatchObject({ state: "refused", refusal: { code: "file_changed" } });
  scene.unreadable.clear();
  await scene.add("a");
  expect(scene.states()).toEqual({ a: "sending" });
});

it("judges names and clashes before a byte is sent, and takes a file once it has another name", async () => {
  scene.queue.setTaken(["Model.onnx"]);
  await scene.add("model.onnx", "../x", "w", "w/part", "ok", "ok");
  expect(scene.queue.shown().map(({ path, state, refusal }) => [path, state, refusal?.code])).toEqual([
    ["model.onnx", "refused", "path_collides"],
    ["../x", "refused", "path_invalid"],
    ["w", "sending", undefined],
    ["w/part", "refused", "path_collides"],
    ["ok", "sending", undefined],
    ["ok", "refused", "path_repeated"],
  ]);
  expect(scene.begun.flat().map(({ place }) => place.path)).toEqual(["w", "ok"]);
  void scene.queue.rename(scene.row("../x").id, "x");
  await settled();
  expect(scene.states()["x"]).toBe("sending");
});

it("takes none of a folder of 20,000 files, and says why", async () => {
  scene.queue.setTaken(["one"]);
  await scene.add(...Array.from({ length: 20_000 }, (_, n) => `f${n}`));
  expect(scene.queue.shown()).toEqual([]);
  expect(scene.queue.dropRefusal).toEqual({
    code: "too_many_files",
    message:
      "These are 20,000 files and 1 are here already, but a version holds at most 10,000: none was taken. Pack them, or choose fewer.",
  });
});

it("draws anew only the row that has changed, of 2,000", async () => {
  await scene.add(...Array.from({ length: 2000 }, (_, n) => `f${n}`));
  const before = scene.queue.shown();
  scene.put("f1").progress(1);
  const after = scene.queue.shown();
  expect(after.filter((file, n) => file !== before[n]).map(({ path }) => path)).toEqual(["f1"]);
});

it("hands what is under way over to another tab, and sends nothing more of it", async () => {
  await scene.add("a", "b", "c", "d");
  scene.put("b").arrive();
  await settled();
  expect(scene.queue.handOver().map(({ path }) => path)).toEqual(["a", "c", "d"]);
  await settled();
  expect(scene.states()).toEqual({ a: "paused", b: "done", c: "paused", d: "paused" });
});
