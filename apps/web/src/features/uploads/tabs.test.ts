// Two tabs that send into one draft: each knows of the other, and one may take over.
import { expect, it } from "vitest";
import { Tabs } from "./tabs.ts";
import type { NewFile, UploadFile } from "./upload-file.ts";

const fileOf = (path: string, state: UploadFile["state"] = "sending") => ({ id: "1", path, state }) as UploadFile;

function openTabs() {
  type Listener = (event: { data: unknown }) => void;
  const listeners: Listener[] = [];
  let nowMs = 0;
  const open = (name: string, files: UploadFile[], items: readonly NewFile[] = []) => {
    const taken: NewFile[] = [];
    const heard = listeners.length;
    const channel = {
      addEventListener: (_name: string, listener: Listener) => void (listeners[heard] = listener),
      postMessage: (data: unknown) => listeners.forEach((listener, n) => n !== heard && listener({ data })),
    };
    const handOver = () => (files.splice(0), items);
    const takeOver = (given: readonly NewFile[]) => void taken.push(...given);
    const here = { files: () => files, handOver, takeOver, onChange: () => undefined, nowMs: () => nowMs };
    return { tabs: new Tabs(name, here, channel as never), taken, files };
  };
  return { open, pass: (ms: number) => void (nowMs += ms) };
}

it("are told of what the other sends, and of its end", () => {
  const { open } = openTabs();
  const [one, other] = [open("one", [fileOf("a"), fileOf("done", "done")]), open("other", [])];
  one.tabs.tick();
  expect([other.tabs.hasOther(), one.tabs.hasOther()]).toEqual([true, false]);
  expect(other.tabs.elsewhere(new Set())).toMatchObject([{ id: "tab/one/1", path: "a" }]);
  expect(other.tabs.elsewhere(new Set(["a"]))).toEqual([]);
  one.files.splice(0);
  one.tabs.tick();
  expect(other.tabs.hasOther()).toBe(false);
});

it("forget one that was closed without a word", () => {
  const { open, pass } = openTabs();
  const [one, other] = [open("one", [fileOf("a")]), open("other", [])];
  one.tabs.tick();
  pass(4_001);
  other.tabs.tick();
  expect(other.tabs.hasOther()).toBe(false);
});

it("take over what the other is sending, the files themselves", () => {
  const { open } = openTabs();
  const items = [{ path: "a", file: new File(["x"], "a") }];
  const [one, other] = [open("one", [fileOf("a")], items), open("other", [])];
  one.tabs.tick();
  other.tabs.takeOver();
  expect(other.taken).toEqual(items);
  expect(one.files).toEqual([]);
  expect(other.tabs.hasOther()).toBe(false);
});
