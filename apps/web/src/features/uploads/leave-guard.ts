// While files are on their way, on whichever page of the portal the person is by now: the tab's title says how far, and
// whatever would end the tab's scripts (closing it, a reload, Back beyond the portal) asks first. Pages of the portal itself
// stop nothing, so going to them asks nothing.
import type { UploadTotals } from "./upload-file.ts";

type Tab = Pick<Window, "addEventListener" | "removeEventListener"> & { readonly document: { title: string } };
/** Of one draft. */
type Moving = { readonly isUnderWay: boolean; readonly totals: Pick<UploadTotals, "sentBytes" | "sizeBytes"> };

export class LeaveGuard {
  readonly #tab: Tab;
  #isOn = false;

  constructor(tab: Tab) {
    this.#tab = tab;
  }

  /** Every draft that this tab sends to. */
  show(drafts: readonly Moving[]): void {
    const moving = drafts.filter(({ isUnderWay }) => isUnderWay);
    const isOn = moving.length > 0;
    if (isOn && !this.#isOn) this.#tab.addEventListener("beforeunload", ask);
    if (!isOn && this.#isOn) this.#tab.removeEventListener("beforeunload", ask);
    // A page that was gone to has given the tab its own title meanwhile.
    if (isOn || this.#isOn) this.#say(isOn ? `${percentOf(moving)} % · ` : "");
    this.#isOn = isOn;
  }

  #say(prefix: string): void {
    const { document } = this.#tab;
    const title = prefix + document.title.replace(/^\d+ % · /, "");
    if (title !== document.title) document.title = title;
  }
}

const ask = (event: BeforeUnloadEvent) => event.preventDefault();

function percentOf(moving: readonly Moving[]): number {
  const sum = (of: (one: Moving["totals"]) => number) => moving.reduce((all, { totals }) => all + of(totals), 0);
  const size = sum(({ sizeBytes }) => sizeBytes);
  return size === 0 ? 0 : Math.floor((100 * sum(({ sentBytes }) => sentBytes)) / size);
}
