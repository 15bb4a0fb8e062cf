// How any part of the portal opens what lies over the page and is loaded on first use: the palette, the sheet of keys.

export type Overlay = {
  readonly name: "palette" | "keys";
  /** Where the focus goes back to, when it was moved before the overlay came. */
  readonly cameFrom?: HTMLElement | undefined;
};
const eventName = "chancery:overlay";

export const openOverlay = (overlay: Overlay): void =>
  void document.dispatchEvent(new CustomEvent<Overlay>(eventName, { detail: overlay }));

/** Calls back for every wish to open one; gives back what ends it. */
export function onOverlay(open: (overlay: Overlay) => void): () => void {
  const listen = (event: Event) => open((event as CustomEvent<Overlay>).detail);
  document.addEventListener(eventName, listen);
  return () => document.removeEventListener(eventName, listen);
}

/** The field in the top bar. */
export function searchField(): HTMLInputElement | null {
  const field = document.getElementById("search");
  return field instanceof HTMLInputElement ? field : null;
}

const mark = "entered";
/** Enter was pressed there: the palette shall take it for its own. */
export const markEntered = (field: HTMLInputElement): void => void (field.dataset[mark] = "yes");

/** What was typed there before the palette had come, and whether Enter followed; the field is empty after it. */
export function takeOver(): { readonly typed: string; readonly isEntered: boolean } {
  const field = searchField();
  if (!field) return { typed: "", isEntered: false };
  const taken = { typed: field.value, isEntered: field.value !== "" && field.dataset[mark] !== undefined };
  field.value = "";
  delete field.dataset[mark];
  return taken;
}
