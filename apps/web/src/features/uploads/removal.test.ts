// What is taken out of the queue leaves nothing of it behind: no upload under its old path, no wrong bytes in the draft.
import { beforeEach, expect, it } from "vitest";
import { openScene, refusalOf, settled, shaOf, type Scene } from "./testing/queue-scene.ts";

let scene: Scene;
beforeEach(() => {
  scene = openScene();
});
const remove = (path: string) => scene.queue.remove(scene.row(path).id);
/** Of this path the server has other bytes, and they are in the draft. */
async function wrongBytes(path: string): Promise<void> {
  await scene.add(path);
  scene.put(path).arrive(shaOf("other"));
  await settled();
  expect(scene.row(path)).toMatchObject({ state: "refused", isEqual: false, refusal: { code: "digest_differs" } });
}

it("removes a row with what the server has of it: its upload, or the file in the draft", async () => {
  await scene.add("a", "b");
  scene.put("b").arrive();
  await settled();
  for (const path of ["a", "b"]) void scene.queue.remove(scene.row(path).id);
  await settled();
  expect(scene.queue.shown()).toEqual([]);
  expect(scene.ended).toEqual(["upload a id-a", "file b id-b"]);
  await scene.add("a");
  expect(scene.states()).toEqual({ a: "sending" });
});

it("takes a file out of the draft when its row is removed, also one with wrong bytes", async () => {
  await wrongBytes("a");
  expect(await remove("a")).toBe(true);
  expect(scene.ended).toEqual(["file a id-a"]);
  expect(scene.queue.shown()).toEqual([]);
});

it.each<[string, (scene: Scene) => unknown, Record<string, string>]>([
  ["sent again", ({ queue, row }) => queue.retry(row("a").id), { a: "sending" }],
  ["picked again", ({ add }) => add("a"), { a: "sending" }],
  ["renamed", ({ queue, row }) => queue.rename(row("a").id, "b"), { b: "sending" }],
])("leaves no wrong bytes in the draft when their file is %s", async (_what, act, states) => {
  await wrongBytes("a");
  await act(scene);
  await settled();
  expect(scene.ended).toEqual(["file a id-a"]);
  expect(scene.states()).toEqual(states);
  scene.put(Object.keys(states)[0]!).arrive(shaOf("a"));
  await settled();
  expect(scene.queue.shown()).toMatchObject([{ state: "done", isEqual: true }]);
});

it.each<[string, (scene: Scene) => unknown]>([
  ["paused and renamed", ({ queue, row }) => (queue.pause(row("a").id), queue.rename(row("a").id, "b"))],
  ["paused and removed", ({ queue, row }) => (queue.pause(row("a").id), queue.remove(row("a").id))],
  ["removed while it is sent", ({ queue, row }) => queue.remove(row("a").id)],
])("leaves no upload open under the path of a file that is %s", async (_what, act) => {
  await scene.add("a");
  await act(scene);
  await settled();
  expect(scene.put("a").signal.aborted).toBe(true);
  expect(scene.ended).toEqual(["upload a id-a"]);
});

it.each<[string, (scene: Scene) => unknown]>([
  ["paused and renamed", ({ queue, row }) => (queue.pause(row("a").id), queue.rename(row("a").id, "b"))],
  ["removed", ({ queue, row }) => queue.remove(row("a").id)],
])("ends an upload that is only being begun when its file is %s", async (_what, act) => {
  const answer = scene.holdAnswers();
  await scene.add("a");
  expect(scene.begun).toHaveLength(1);
  const done = act(scene);
  await settled();
  expect(scene.states()).toEqual({ a: "removing" });
  await answer();
  await done;
  await settled();
  expect(scene.ended).toEqual(["upload a id-a"]);
  expect(scene.states()).toEqual(scene.begun.length > 1 ? { b: "sending" } : {});
});

it("ends an upload whose beginning was never answered: the server may have it", async () => {
  scene.refuseBegin({});
  await scene.add("a");
  expect(scene.states()).toEqual({ a: "waiting" });
  scene.refuseBegin("none");
  expect(await remove("a")).toBe(true);
  expect(scene.ended).toEqual(["upload a id-a"]);
});

it("asks nothing of the server for a file that was never begun", async () => {
  await scene.add("../x");
  expect(await remove("../x")).toBe(true);
  expect([scene.begun, scene.ended, scene.queue.shown()]).toEqual([[], [], []]);
});

it("tries again while the upload is being finished, and then it is gone", async () => {
  await scene.add("a");
  scene.put("a").progress(1);
  expect(scene.row("a").state).toBe("finishing");
  scene.endings.push(refusalOf("CONFLICT", "upload_finishing"));
  const removed = remove("a");
  await settled();
  expect(scene.states()).toEqual({ a: "removing" });
  await scene.pass(500);
  expect(await removed).toBe(true);
  expect(scene.ended).toEqual(["upload a id-a"]);
});

it.each([
  ["done", shaOf("a")],
  ["failed", shaOf("other")],
])("stays in its row, %s, and says why, where it could not be taken out", async (state, sha256) => {
  await scene.add("a");
  scene.put("a").arrive(sha256);
  await settled();
  scene.endings.push(refusalOf("FORBIDDEN", "role_missing", "you need the maker role"));
  expect(await remove("a")).toBe(false);
  expect(scene.row("a")).toMatchObject({
    state,
    refusal: { code: "not_removed", message: "It could not be removed. You need the maker role. Try again." },
  });
  expect(await remove("a")).toBe(true);
  expect(scene.ended).toEqual(["file a id-a"]);
});

it("ends what was sent of a file when another one is picked in its place", async () => {
  await scene.add("a");
  scene.queue.pause(scene.row("a").id);
  scene.queue.add({ files: [{ path: "a", file: new File(["longer"], "a") }], notes: [] });
  await settled();
  expect(scene.ended).toEqual(["upload a id-a"]);
  expect(scene.row("a")).toMatchObject({ state: "sending", sizeBytes: 6 });
});
