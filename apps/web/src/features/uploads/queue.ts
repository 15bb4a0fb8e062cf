// The files that this tab sends into one draft: judged, hashed, begun in batches, sent three at a time, tried again.
import { digestDiffers, notRemoved, outcomeOf, waitMsBefore } from "./outcome.ts";
import { FileChanged } from "./hashing/hasher.ts";
import { dropFault, fileFault, Places } from "./judge.ts";
import { isReadable } from "./is-readable.ts";
import type { QueueDeps } from "./queue-deps.ts";
import { Row } from "./row.ts";
import { SendingFailed } from "./sending-failed.ts";
import type { Address } from "./transport.ts";
import { takeOut } from "./take-out.ts";
import { isUnderWay, type FileRefusal, type NewFile, type Picked, type UploadFile } from "./upload-file.ts";

const mostAtOnce = 3;
const batchFiles = 100;
/** Files up to this size are begun together. */
const smallBytes = 1024 * 1024;
/** Files up to this size are hashed first: what the server has already is then not sent. */
const hashedFirstBytes = 16 * 1024 * 1024;
/** After so many, what should have passed is told. */
const often = 8;
/** How long nothing is sent once the person is signed out: then one request asks whether they are in again. */
const signedOutMs = 15_000;

export class UploadQueue {
  dropRefusal: FileRefusal | undefined;
  /** What the person should know of what they dropped last. */
  dropNotes: readonly string[] = [];
  /** Nothing is sent until the person has signed in again. */
  isSignedOut = false;
  readonly #versionId: string;
  readonly #deps: QueueDeps;
  readonly #onChange: () => void;
  readonly #rows = new Map<string, Row>();
  /** Why no file goes into this draft any more. */
  #over: FileRefusal | undefined;
  #isHeld = false;
  readonly #places = new Places();
  #draft = new Places();
  #draftFiles = 0;
  /** Those whose path is their own, by path. */
  readonly #holding = new Map<string, Row>();
  #lastId = 0;
  #isPreparing = false;

  constructor(versionId: string, deps: QueueDeps, onChange: () => void) {
    [this.#versionId, this.#deps, this.#onChange] = [versionId, deps, onChange];
  }

  shown(): readonly UploadFile[] {
    const now = this.#deps.nowMs();
    return [...this.#rows.values()].map((row) => row.shown(now));
  }

  /** What moves by itself with time: speeds, and the seconds until a next try. */
  tick(): void {
    for (const row of this.#rows.values()) if (row.state === "sending" || row.retryAtMs !== undefined) row.touch();
  }

  /** Paths of files that the draft holds: nothing else may take them. */
  setTaken(paths: readonly string[]): void {
    this.#draft = new Places();
    for (const path of paths) this.#draft.take(path);
    this.#draftFiles = paths.length;
  }

  add({ files, notes }: Picked): void {
    this.dropRefusal = this.#over ?? dropFault(files.length, this.#rows.size + this.#draftFiles);
    this.dropNotes = this.dropRefusal ? [] : notes;
    if (!this.dropRefusal) for (const file of files) this.#addOne(file);
    this.#onChange();
    this.#pump();
  }

  pause(id: string): void {
    const row = this.#rows.get(id);
    if (!row || !canPause(row)) return;
    row.to("paused");
    this.#halt(row);
  }

  /** Stops what is under way, for another tab to go on with. */
  handOver(): readonly NewFile[] {
    const rows = [...this.#rows.values()].filter(canPause);
    for (const row of rows) this.pause(row.id);
    return rows.map(({ file, path }) => ({ file, path }));
  }

  resume(id: string): void {
    const row = this.#rows.get(id);
    if (row?.state === "paused") this.#again(row, row.file);
  }

  async retry(id: string): Promise<void> {
    const row = this.#rows.get(id);
    if (!row || (row.state !== "failed" && row.state !== "refused")) return;
    if (!row.differs() || (await this.#takeOut(row))) this.#judgeAnew(row, row.path);
  }

  /** Nothing of it stays at the server under the path that it had. */
  async rename(id: string, path: string): Promise<void> {
    const row = this.#rows.get(id);
    if (!row || !["waiting", "refused", "failed", "paused"].includes(row.state)) return;
    if (await this.#takeOut(row)) this.#judgeAnew(row, path);
  }

  /** Takes the row out with all that the server has of it, a file that has arrived too. False where that did not happen. */
  async remove(id: string): Promise<boolean> {
    const row = this.#rows.get(id);
    if (!row || (!this.#over && !(await this.#takeOut(row)))) return false;
    this.#rows.delete(id);
    this.#leave(row);
    row.gone.abort();
    this.#halt(row);
    return true;
  }

  /** The person is here again: what waits for its next try, or for them to sign in, asks at once. */
  wake(): void {
    if (!this.isSignedOut) return;
    this.#isHeld = false;
    this.#pump();
  }

  #addOne(item: NewFile): void {
    const same = this.#holding.get(item.path);
    if (same && isPickedAnew(same)) return void this.#pickedAnew(same, item.file);
    const row = new Row(String((this.#lastId += 1)), item);
    this.#rows.set(row.id, row);
    this.#judge(row);
  }

  /** The same file goes on; another one takes its place, and so does one of which the server has other bytes. */
  async #pickedAnew(row: Row, file: File): Promise<void> {
    const goesOn = row.isSameAs(file) && !row.differs();
    if (goesOn || (await this.#takeOut(row))) this.#again(row, file);
  }

  /** Ends what the server has of the row, its file in the draft included. Where that fails the row says so, and is what it was. */
  async #takeOut(row: Row): Promise<boolean> {
    if (row.state === "removing") return false;
    const wasDone = row.state === "done";
    row.to("removing");
    this.#halt(row);
    try {
      await takeOut(row, { ...this.#deps, versionId: this.#versionId });
      return true;
    } catch (error) {
      row.to(wasDone ? "done" : "failed", notRemoved(error));
      this.#onChange();
      return false;
    }
  }

  /** Its path is its own from here on, or it is refused. */
  #judge(row: Row): void {
    const fault = fileFault(row.path, row.file.size) ?? this.#places.clash(row.path) ?? this.#clashWithDraft(row.path);
    if (fault) return row.to("refused", fault);
    this.#places.take(row.path);
    this.#holding.set(row.path, row);
    row.to("waiting");
  }

  /** A file that is there under this very path may be this one: the server says so. */
  #clashWithDraft(path: string): FileRefusal | undefined {
    const fault = this.#draft.clash(path);
    return fault?.code === "path_repeated" ? undefined : fault;
  }

  #judgeAnew(row: Row, path: string): void {
    this.#leave(row);
    row.path = path;
    row.restart(row.file);
    this.#judge(row);
    this.#onChange();
    this.#pump();
  }

  #leave(row: Row): void {
    if (this.#holding.get(row.path) !== row) return;
    this.#holding.delete(row.path);
    this.#places.free(row.path);
  }

  #again(row: Row, file: File): void {
    row.restart(file);
    row.address = undefined;
    this.#onChange();
    this.#pump();
  }

  #halt(row: Row): void {
    row.stop.abort();
    row.stop = new AbortController();
    row.address = undefined;
    this.#onChange();
    this.#pump();
  }

  #pump(): void {
    if (this.#isHeld || this.#over) return;
    let busy = 0;
    const [ready, unread]: [Row[], Row[]] = [[], []];
    for (const row of this.#rows.values()) {
      if (row.isSending()) busy += 1;
      else if (row.state === "waiting" && row.retryAtMs === undefined) (row.address ? ready : unread).push(row);
    }
    for (const row of ready.slice(0, Math.max(0, mostAtOnce - busy))) void this.#send(row, row.address!);
    const group = groupOf(unread);
    if (this.#isPreparing || group.length === 0 || ready.length >= mostAtOnce) return;
    this.#isPreparing = true;
    void this.#prepare(group).finally(() => {
      this.#isPreparing = false;
      this.#onChange();
      this.#pump();
    });
  }

  /** Reads what must be known of each, then begins them all. */
  async #prepare(group: readonly Row[]): Promise<void> {
    for (const row of group) {
      if (row.state === "waiting") await this.#read(row).catch((error: unknown) => this.#fail(row, error));
    }
    const read = group.filter(({ state }) => state === "hashing");
    if (read.length === 0) return;
    const asking = this.#begin(read);
    for (const row of read) row.beginning = asking;
    await asking;
    for (const row of read) row.beginning = undefined;
  }

  async #begin(group: readonly Row[]): Promise<void> {
    try {
      const transport = await this.#deps.transport();
      const addresses = await transport.begin(
        group.map((row) => ({ file: row.file, place: row.place(this.#versionId) })),
      );
      group.forEach((row, n) => this.#begun(row, addresses[n]));
    } catch (error) {
      for (const row of group) {
        row.isUnsure ||= error instanceof SendingFailed && !error.refusal;
        if (row.state === "hashing") await this.#fail(row, error);
      }
    }
  }

  async #read(row: Row): Promise<void> {
    row.to("hashing");
    this.#onChange();
    const { signal } = row.stop;
    const hasher = this.#deps.hasher();
    row.fingerprint ??= await hasher.digest(row.file, "ends", signal);
    if (row.file.size <= hashedFirstBytes) row.sha256 ??= await hasher.digest(row.file, "whole", signal);
  }

  #begun(row: Row, address: Address | undefined): void {
    row.note(address);
    if (address && !address.refusal) this.isSignedOut = false;
    if (row.state !== "hashing") return; // paused or taken out meanwhile
    if (!address) return row.to("waiting");
    if (address.refusal) return void this.#fail(row, new SendingFailed({ refusal: address.refusal }));
    if (row.serverSha256 !== undefined) {
      row.isStored = row.sentBytes === 0;
      return this.#arrive(row, row.serverSha256);
    }
    row.address = address;
    row.to("waiting");
  }

  async #send(row: Row, address: Address): Promise<void> {
    const { stop } = row;
    row.to("sending");
    if ((address.offset ?? 0) > 0) row.resumedAt = address.offset;
    row.got(address.offset ?? 0, this.#deps.nowMs());
    this.#hashBeside(row);
    this.#onChange();
    const progress = (loaded: number) => {
      if (row.stop !== stop || (row.state !== "sending" && row.state !== "finishing")) return;
      row.got(loaded, this.#deps.nowMs());
      if (row.sentBytes === row.file.size && row.state === "sending") row.to("finishing");
      this.#onChange();
    };
    try {
      const transport = await this.#deps.transport();
      const sent = { file: row.file, place: row.place(this.#versionId), address };
      const { sha256 } = await transport.put(sent, { signal: stop.signal, progress });
      if (row.stop === stop) this.#arrive(row, sha256);
    } catch (error) {
      if (row.stop === stop && !stop.signal.aborted) await this.#fail(row, error, { isBegun: true });
    }
    this.#onChange();
    this.#pump();
  }

  #arrive(row: Row, serverSha256: string): void {
    row.got(row.file.size, this.#deps.nowMs());
    row.serverSha256 = serverSha256;
    row.to("finishing");
    this.#compare(row);
  }

  /** No file is called done while its own digest is still being computed: what is wrong must not be sealed. */
  #compare(row: Row): void {
    if (row.state !== "finishing" || row.serverSha256 === undefined) return;
    if (row.sha256 === undefined && row.reading) return;
    if (row.differs()) row.to("refused", digestDiffers);
    else row.to("done");
  }

  /** A large file is read a second time while it is sent: what the server computes is then held against it. */
  #hashBeside(row: Row): void {
    if (row.reading || row.sha256 !== undefined) return;
    const reading = (row.reading = {});
    const note = (sha256: string | undefined) => {
      if (row.reading !== reading) return;
      [row.reading, row.sha256] = [undefined, sha256];
      row.touch();
      this.#compare(row);
      this.#onChange();
    };
    this.#deps
      .hasher()
      .digest(row.file, "whole", row.gone.signal)
      .then(note, () => note(undefined)); // the sending fails too
  }

  async #fail(row: Row, error: unknown, { isBegun = false } = {}): Promise<void> {
    row.address = undefined;
    row.tries += 1;
    const { stop } = row;
    const cause = (await isReadable(row.file)) ? error : new FileChanged();
    if (row.stop !== stop || !isUnderWay(row)) return;
    const outcome = outcomeOf(cause, { hasTriedOften: row.tries >= often, isBegun });
    if (outcome.kind === "over") return this.#end(outcome.refusal);
    if (outcome.kind === "signed-out") return this.#holdAll(row);
    if (outcome.kind !== "again") return row.to(outcome.kind, outcome.refusal);
    const waitMs = waitMsBefore(row.tries - 1, this.#deps.random);
    row.to("waiting", outcome.refusal);
    const retryAtMs = (row.retryAtMs = this.#deps.nowMs() + waitMs);
    this.#deps.later(waitMs, () => {
      // The timer says when, not the clock: they may differ, and nothing else would wake the row.
      if (row.retryAtMs === retryAtMs) row.retryAtMs = undefined;
      row.touch();
      this.#pump();
    });
  }

  /** Every file stops at once: each by itself would only be told the same. */
  #end(refusal: FileRefusal): void {
    this.#over = this.dropRefusal = refusal;
    for (const row of this.#rows.values()) {
      if (!isUnderWay(row) && row.state !== "paused") continue;
      row.to("refused", refusal);
      this.#halt(row);
    }
  }

  #holdAll(row: Row): void {
    row.to("waiting");
    row.tries = 0;
    if (this.#isHeld) return;
    [this.isSignedOut, this.#isHeld] = [true, true];
    this.#deps.later(signedOutMs, () => {
      this.#isHeld = false;
      this.#pump();
    });
  }
}

/** Once the server has it, there is nothing to pause. */
const canPause = (row: Row): boolean => isUnderWay(row) && row.serverSha256 === undefined;

const isPickedAnew = ({ state, refusal }: Row): boolean =>
  state === "paused" || state === "failed" || refusal?.code === "file_changed" || refusal?.code === digestDiffers.code;

/** Small files together, a large one alone. */
function groupOf(waiting: readonly Row[]): readonly Row[] {
  const [first] = waiting;
  if (!first || first.file.size > smallBytes) return waiting.slice(0, 1);
  return waiting.filter(({ file }) => file.size <= smallBytes).slice(0, batchFiles);
}
