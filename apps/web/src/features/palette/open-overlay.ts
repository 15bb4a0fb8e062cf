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

/** The field in the top bar. What is typed there before the palette has come is taken over by it. */
export function searchField(): HTMLInputElement | null {
  const field = document.getElementById("search");
  return field instanceof HTMLInputElement ? field : null;
}
