// What this tab sends, by draft. It lives as long as the tab: leaving the page within the portal stops nothing.
import { openHasher, type Hasher } from "./hashing/hasher.ts";
import { LeaveGuard } from "./leave-guard.ts";
import type { QueueDeps } from "./queue-deps.ts";
import { UploadQueue } from "./queue.ts";
import { Tabs } from "./tabs.ts";
import type { Transport } from "./transport.ts";
import {
  isUnderWay,
  totalsOf,
  type FileRefusal,
  type Picked,
  type UploadFile,
  type UploadTotals,
} from "./upload-file.ts";

export type Sending = {
  readonly files: readonly UploadFile[];
  readonly totals: UploadTotals;
  readonly dropRefusal: FileRefusal | undefined;
  readonly dropNotes: readonly string[];
  readonly otherTab: boolean;
  /** Everything waits for the person to sign in again. */
  readonly isSignedOut: boolean;
};
export type UploadStore = {
  subscribe(listener: () => void): () => void;
  snapshot(): Sending;
  readonly queue: UploadQueue;
  takeOver(): void;
  add(picked: Picked): void;
};

export const nothingSent: Sending = {
  files: [],
  totals: totalsOf([]),
  dropRefusal: undefined,
  dropNotes: [],
  otherTab: false,
  isSignedOut: false,
};

/** No page is drawn more often. */
const drawMs = 100;
const tickMs = 1_000;
const stores = new Map<string, UploadStore>();

export function uploadStoreOf(versionId: string): UploadStore {
  const known = stores.get(versionId) ?? openStore(versionId);
  stores.set(versionId, known);
  return known;
}

let transport: Promise<Transport> | undefined;
let hasher: Hasher | undefined;
const browser: QueueDeps = {
  // Loaded with the first file: no page waits for it.
  transport: () =>
    (transport ??= import("./transport.ts")
      .then(({ openTransport }) => openTransport())
      .catch((error: unknown) => {
        transport = undefined; // the next try loads it anew
        throw error;
      })),
  hasher: () => (hasher ??= openHasher()),
  nowMs: () => Date.now(),
  random: () => Math.random(),
  later(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

let guard: LeaveGuard | undefined;

/** Of what this tab sends itself: another tab asks for its own. */
function guardLeaving(): void {
  guard ??= new LeaveGuard(window);
  const drafts = [...stores.values()].map((store) => store.snapshot());
  guard.show(drafts.map(({ files, totals }) => ({ isUnderWay: files.some(isOwnUnderWay), totals })));
}
const isOwnUnderWay = (file: UploadFile) => isUnderWay(file) && !file.id.startsWith("tab/");

function openStore(versionId: string): UploadStore {
  const listeners = new Set<() => void>();
  let shown = nothingSent;
  let isStale = false;
  let drawing: ReturnType<typeof setTimeout> | undefined;
  let ticking: ReturnType<typeof setInterval> | undefined;
  const draw = () => {
    drawing = undefined;
    isStale = true;
    for (const listener of listeners) listener();
    guardLeaving();
  };
  const changed = () => {
    drawing ??= setTimeout(draw, drawMs);
    ticking ??= setInterval(tick, tickMs);
  };
  const queue = new UploadQueue(versionId, browser, changed);
  const channel =
    typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel(`chancery-uploads-${versionId}`);
  const add = (picked: Picked) => queue.add(picked);
  const tabs = new Tabs(
    `${Date.now()}-${Math.random()}`,
    {
      files: () => queue.shown(),
      handOver: () => queue.handOver(),
      takeOver: (files) => add({ files, notes: [] }),
      onChange: changed,
      nowMs: browser.nowMs,
    },
    channel,
  );
  // Who signs in in another tab comes back to this one.
  for (const event of ["focus", "online"]) globalThis.addEventListener?.(event, () => queue.wake());
  function tick() {
    queue.tick();
    tabs.tick();
    changed();
    if (tabs.hasOther() || queue.shown().some(isUnderWay)) return;
    clearInterval(ticking);
    ticking = undefined;
  }
  return {
    queue,
    add,
    takeOver: () => tabs.takeOver(),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot() {
      if (!isStale) return shown;
      isStale = false;
      const own = queue.shown();
      const elsewhere = tabs.elsewhere(new Set(own.map(({ path }) => path)));
      const files = elsewhere.length === 0 ? own : [...own, ...elsewhere];
      const { dropRefusal, dropNotes, isSignedOut } = queue;
      const told = { dropRefusal, dropNotes, isSignedOut, otherTab: tabs.hasOther() };
      shown = { files, totals: totalsOf(files), ...told };
      return shown;
    },
  };
}
