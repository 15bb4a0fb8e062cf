// The files that this tab sends into one draft: judged, hashed, begun in batches, sent three at a time, tried again.
import { digestDiffers, outcomeOf, waitMsBefore } from "./outcome.ts";
import { FileChanged, type Hasher } from "./hashing/hasher.ts";
import { dropFault, fileFault, Places } from "./judge.ts";
import { Row } from "./row.ts";
import { SendingFailed } from "./sending-failed.ts";
import type { Address, Place, Transport } from "./transport.ts";
import { isUnderWay, type FileRefusal, type NewFile, type UploadFile } from "./upload-file.ts";

export type QueueDeps = {
  transport(): Promise<Transport>;
  hasher(): Hasher;
  nowMs(): number;
  random(): number;
  /** Runs once after so long; answers how to call it off. */
  later(ms: number, run: () => void): () => void;
};

const mostAtOnce = 3;
const batchFiles = 100;
/** Files up to this size are begun together. */
const smallBytes = 1024 * 1024;
/** Files up to this size are hashed first: what the server has already is then not sent. */
const hashedFirstBytes = 16 * 1024 * 1024;
/** After so many, what should have passed is told. */
const often = 8;

export class UploadQueue {
  dropRefusal: FileRefusal | undefined;
  readonly #versionId: string;
  readonly #deps: QueueDeps;
  readonly #onChange: () => void;
  readonly #rows = new Map<string, Row>();
  readonly #places = new Places();
  #draft = new Places();
  #draftFiles = 0;
  /** Those whose path is their own. */
  readonly #holding = new Set<Row>();
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

  add(items: readonly NewFile[]): void {
    this.dropRefusal = dropFault(items.length, this.#rows.size + this.#draftFiles);
    if (!this.dropRefusal) for (const item of items) this.#addOne(item);
    this.#onChange();
    this.#pump();
  }

  pause(id: string): void {
    const row = this.#rows.get(id);
    if (!row || !isUnderWay(row)) return;
    row.to("paused");
    this.#halt(row);
  }

  /** Stops what is under way, for another tab to go on with. */
  handOver(): readonly NewFile[] {
    const rows = [...this.#rows.values()].filter(isUnderWay);
    for (const row of rows) this.pause(row.id);
    return rows.map(({ file, path }) => ({ file, path }));
  }

  resume(id: string): void {
    const row = this.#rows.get(id);
    if (row?.state === "paused") this.#again(row, row.file);
  }

  retry(id: string): void {
    const row = this.#rows.get(id);
    if (!row || (row.state !== "failed" && row.state !== "refused")) return;
    this.#judgeAnew(row, row.path);
  }

  rename(id: string, path: string): void {
    const row = this.#rows.get(id);
    if (!row || !["waiting", "refused", "failed", "paused"].includes(row.state)) return;
    this.#halt(row);
    row.address = undefined;
    this.#judgeAnew(row, path);
  }

  remove(id: string): void {
    const row = this.#rows.get(id);
    if (!row) return;
    this.#rows.delete(id);
    this.#leave(row);
    row.gone.abort();
    this.#halt(row);
    const { uploadId } = row;
    // Where that fails, the server lets go of it by itself after a week.
    if (uploadId !== undefined && row.state !== "done")
      void this.#deps.transport().then((transport) => transport.discard(uploadId).catch(() => undefined));
  }

  #addOne(item: NewFile): void {
    const same = this.#places.has(item.path) && [...this.#holding].find(({ path }) => path === item.path);
    if (same && (same.state === "paused" || same.state === "failed" || same.refusal?.code === "file_changed"))
      return this.#again(same, item.file);
    const row = new Row(String((this.#lastId += 1)), item);
    this.#rows.set(row.id, row);
    this.#judge(row);
  }

  /** Its path is its own from here on, or it is refused. */
  #judge(row: Row): void {
    const fault = fileFault(row.path, row.file.size) ?? this.#places.clash(row.path) ?? this.#clashWithDraft(row.path);
    if (fault) return row.to("refused", fault);
    this.#places.take(row.path);
    this.#holding.add(row);
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
    if (this.#holding.delete(row)) this.#places.free(row.path);
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
    const waiting = [...this.#rows.values()].filter(
      ({ state, retryAtMs }) => state === "waiting" && retryAtMs === undefined,
    );
    const isBusy = ({ state }: Row) => state === "sending" || state === "finishing";
    let free = mostAtOnce - [...this.#rows.values()].filter(isBusy).length;
    const ready = waiting.filter(({ address }) => address);
    for (const row of ready.slice(0, Math.max(0, free))) {
      free -= 1;
      void this.#send(row, row.address!);
    }
    const group = groupOf(waiting.filter(({ address }) => !address));
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
    const begun = group.filter(({ state }) => state === "hashing");
    if (begun.length === 0) return;
    try {
      const transport = await this.#deps.transport();
      const addresses = await transport.begin(begun.map((row) => ({ file: row.file, place: this.#placeOf(row) })));
      begun.forEach((row, n) => this.#begun(row, addresses[n]));
    } catch (error) {
      for (const row of begun) if (row.state === "hashing") await this.#fail(row, error);
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

  #placeOf({ path, fingerprint, sha256 }: Row): Place {
    return {
      ...{ versionId: this.#versionId, path },
      ...(fingerprint !== undefined && { fingerprint }),
      ...(sha256 !== undefined && { sha256 }),
    };
  }

  #begun(row: Row, address: Address | undefined): void {
    if (row.state !== "hashing") return; // paused or removed meanwhile
    if (!address) return row.to("waiting");
    if (address.refusal) return void this.#fail(row, new SendingFailed(address.refusal));
    row.uploadId = address.customId ?? undefined;
    if (address.state === "committed" && address.sha256) {
      row.isStored = row.sentBytes === 0;
      return this.#arrive(row, address.sha256);
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
      const sent = { file: row.file, place: this.#placeOf(row), address };
      const { sha256 } = await transport.put(sent, { signal: stop.signal, progress });
      if (row.stop === stop) this.#arrive(row, sha256);
    } catch (error) {
      if (row.stop === stop && !stop.signal.aborted) await this.#fail(row, error);
    }
    this.#onChange();
    this.#pump();
  }

  #arrive(row: Row, serverSha256: string): void {
    row.got(row.file.size, this.#deps.nowMs());
    row.serverSha256 = serverSha256;
    row.to("done");
    this.#compare(row);
  }

  #compare(row: Row): void {
    if (row.state === "done" && row.sha256 !== undefined && row.sha256 !== row.serverSha256)
      row.to("refused", digestDiffers);
    row.touch();
  }

  /** A large file is read a second time while it is sent: what the server computes is then held against it. */
  #hashBeside(row: Row): void {
    if (row.isHashing || row.sha256 !== undefined) return;
    row.isHashing = true;
    const { file } = row;
    const note = (sha256: string | undefined) => {
      if (row.file !== file || sha256 === undefined) return;
      row.sha256 = sha256;
      this.#compare(row);
      this.#onChange();
    };
    this.#deps
      .hasher()
      .digest(file, "whole", row.gone.signal)
      .then(note, () => undefined); // the sending fails too
  }

  async #fail(row: Row, error: unknown): Promise<void> {
    row.address = undefined;
    row.tries += 1;
    const { stop } = row;
    const cause = (await isReadable(row.file)) ? error : new FileChanged();
    if (row.stop !== stop || !isUnderWay(row)) return;
    const outcome = outcomeOf(cause, { hasTriedOften: row.tries >= often });
    if (outcome.kind !== "again") return row.to(outcome.kind, outcome.refusal);
    const waitMs = waitMsBefore(row.tries - 1, this.#deps.random);
    row.to("waiting");
    const retryAtMs = (row.retryAtMs = this.#deps.nowMs() + waitMs);
    this.#deps.later(waitMs, () => {
      // The timer says when, not the clock: they may differ, and nothing else would wake the row.
      if (row.retryAtMs === retryAtMs) row.retryAtMs = undefined;
      row.touch();
      this.#pump();
    });
  }
}

/** Small files together, a large one alone. */
function groupOf(waiting: readonly Row[]): readonly Row[] {
  const [first] = waiting;
  if (!first || first.file.size > smallBytes) return waiting.slice(0, 1);
  return waiting.filter(({ file }) => file.size <= smallBytes).slice(0, batchFiles);
}

/** A browser reads no byte of a file that is not as it was when it was picked. */
const isReadable = (file: File): Promise<boolean> =>
  file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
