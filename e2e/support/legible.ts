// Text a reader could not read where it stands: beyond the window's edge, cut off by its box, or under other text.
import type { Page } from "@playwright/test";

/** One line for each such text. What scrolls in a frame of its own may be wider than it; what ends in … says so. */
export const illegible = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    type Piece = { readonly text: string; readonly element: Element; readonly rects: readonly DOMRect[] };
    type Box = { left: number; right: number; top: number; bottom: number };
    const faults: string[] = [];
    const tolerance = 1.5;
    const isClipping = (value: string) => value === "hidden" || value === "clip";
    const hidden = (element: Element) =>
      !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ||
      element.closest(".sr-only, option, [inert]") !== null;

    /** What is left of a rectangle once the boxes around it have cut it; says so where the rest could not be reached. */
    const shown = (rect: DOMRect, element: Element, text: string): Box | null => {
      const box: Box = { left: rect.left, right: rect.right, top: rect.top, bottom: rect.bottom };
      let canScroll = false;
      for (let around: Element | null = element; around && around !== document.body; around = around.parentElement) {
        const style = getComputedStyle(around);
        const frame = around.getBoundingClientRect();
        const [isCutX, isCutY] = [isClipping(style.overflowX), isClipping(style.overflowY)];
        canScroll ||= style.overflowX === "auto" || style.overflowX === "scroll";
        const isEllipsis = style.textOverflow === "ellipsis";
        const isBeyond =
          (isCutX && !isEllipsis && (rect.right > frame.right + tolerance || rect.left < frame.left - tolerance)) ||
          (isCutY && (rect.bottom > frame.bottom + tolerance || rect.top < frame.top - tolerance));
        if (isBeyond && !canScroll) faults.push(`cut off: ${text}`);
        if (style.overflowX !== "visible")
          [box.left, box.right] = [Math.max(box.left, frame.left), Math.min(box.right, frame.right)];
        if (style.overflowY !== "visible")
          [box.top, box.bottom] = [Math.max(box.top, frame.top), Math.min(box.bottom, frame.bottom)];
        if (style.position === "fixed") break;
      }
      if (!canScroll && (box.right > innerWidth + tolerance || box.left < -tolerance))
        faults.push(`beyond the window: ${text}`);
      return box.right - box.left > tolerance && box.bottom - box.top > tolerance ? box : null;
    };

    const pieces: Piece[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim().replace(/\s+/g, " ") ?? "";
      const element = node.parentElement;
      if (
        text === "" ||
        !element ||
        /^(SCRIPT|STYLE|NOSCRIPT|TEXTAREA|TITLE)$/.test(element.tagName) ||
        hidden(element)
      )
        continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      pieces.push({ text: text.slice(0, 60), element, rects: [...range.getClientRects()] });
    }
    const boxes = pieces.flatMap(({ text, element, rects }) =>
      rects.flatMap((rect) => {
        const box = shown(rect, element, text);
        return box ? [{ text, element, box }] : [];
      }),
    );
    /** What sticks to the window lies over what scrolls under it, and is scrolled away from. */
    const layerOf = (element: Element) => {
      for (let around: Element | null = element; around; around = around.parentElement)
        if (/^(fixed|sticky)$/.test(getComputedStyle(around).position)) return around;
      return null;
    };
    for (const [at, { text, element, box }] of boxes.entries())
      for (const other of boxes.slice(at + 1)) {
        if (other.element === element) continue;
        const width = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const height = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        // Line boxes are taller than their letters: lines close to each other may touch.
        const isOver = layerOf(element) === layerOf(other.element);
        if (isOver && width > 2 && height > 0.4 * Math.min(box.bottom - box.top, other.box.bottom - other.box.top))
          faults.push(`“${text}” lies over “${other.text}”`);
      }
    return [...new Set(faults)];
  });
