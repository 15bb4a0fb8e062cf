// What the page and the side nav offer right now, read off them: the palette offers the same, so the same rights apply.

/** Something to press, under the words it carries. */
export type Offer = { readonly label: string; readonly element: HTMLElement };

/** The acts of the page's head first, then everything on it that copies; of equal words the first. */
export function pageActs(): readonly Offer[] {
  const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
  const head = all("main [data-acts] a[href], main [data-acts] button:enabled");
  const acts = new Map<string, HTMLElement>();
  for (const element of [...head, ...all("main button[data-copies]")]) {
    const label = element.textContent.trim();
    if (label !== "" && element.checkVisibility() && !acts.has(label)) acts.set(label, element);
  }
  return [...acts].map(([label, element]) => ({ label, element }));
}

/** The places of the side nav, without what they count. */
export const places = (): readonly Offer[] =>
  [...document.querySelectorAll<HTMLElement>("nav[aria-label=Main] a[data-place]")].map((element) => ({
    label: element.dataset["place"] ?? "",
    element,
  }));
