// Tabs of one browser that send into the same draft: each tells what it sends, and one may take over from another.
import { isUnderWay, type NewFile, type UploadFile } from "./upload-file.ts";

/** What a tab tells another. Files cross as they are: who takes over can read them. */
type Told =
  | { readonly from: string; readonly kind: "here"; readonly files: readonly UploadFile[] }
  | { readonly from: string; readonly kind: "gone" }
  | { readonly from: string; readonly kind: "take-over" }
  | { readonly from: string; readonly to: string; readonly kind: "yours"; readonly items: readonly NewFile[] };

/** A tab that was not heard for so long is gone. */
const silentMs = 4_000;
/** Enough to see what goes on there. */
const mostTold = 200;

type Here = {
  files(): readonly UploadFile[];
  /** Gives up what is under way here, and answers it. */
  handOver(): readonly NewFile[];
  takeOver(items: readonly NewFile[]): void;
  onChange(): void;
  nowMs(): number;
};
type Channel = Pick<BroadcastChannel, "postMessage" | "addEventListener">;

export class Tabs {
  readonly #own: string;
  readonly #here: Here;
  readonly #channel: Channel | undefined;
  readonly #others = new Map<string, { readonly files: readonly UploadFile[]; readonly atMs: number }>();
  #wasUnderWay = false;

  constructor(own: string, here: Here, channel: Channel | undefined) {
    [this.#own, this.#here, this.#channel] = [own, here, channel];
    channel?.addEventListener("message", ({ data }: MessageEvent<Told>) => this.#hear(data));
  }

  /** Files of other tabs that are under way, of paths that are none of this tab's. */
  elsewhere(own: ReadonlySet<string>): readonly UploadFile[] {
    const all = [...this.#others.entries()].flatMap(([tab, { files }]) =>
      files.map((file) => ({ ...file, id: `tab/${tab}/${file.id}` })),
    );
    return all.filter(({ path }) => !own.has(path));
  }

  hasOther(): boolean {
    return this.#others.size > 0;
  }

  /** Once a second. */
  tick(): void {
    const files = this.#here.files().filter(isUnderWay);
    if (files.length > 0) this.#tell({ from: this.#own, kind: "here", files: files.slice(0, mostTold) });
    else if (this.#wasUnderWay) this.#tell({ from: this.#own, kind: "gone" });
    this.#wasUnderWay = files.length > 0;
    for (const [tab, { atMs }] of this.#others) {
      if (this.#here.nowMs() - atMs <= silentMs) continue;
      this.#others.delete(tab);
      this.#here.onChange();
    }
  }

  takeOver(): void {
    this.#tell({ from: this.#own, kind: "take-over" });
  }

  #tell(told: Told): void {
    this.#channel?.postMessage(told);
  }

  #hear(told: Told): void {
    if (told.from === this.#own) return;
    if (told.kind === "here") this.#others.set(told.from, { files: told.files, atMs: this.#here.nowMs() });
    else if (told.kind === "gone") this.#others.delete(told.from);
    else if (told.kind === "take-over") {
      const items = this.#here.handOver();
      this.#tell({ from: this.#own, to: told.from, kind: "yours", items });
      this.#tell({ from: this.#own, kind: "gone" });
    } else if (told.to === this.#own) {
      this.#others.delete(told.from);
      this.#here.takeOver(told.items);
    }
    this.#here.onChange();
  }
}
