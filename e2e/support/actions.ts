// A person's actions on a page, counted: a click, a chord or single key, a filled field, a link followed are one each.
import { expect, type Locator, type Page } from "@playwright/test";

export type Actions = {
  click(target: Locator): Promise<void>;
  /** A field found and filled by mouse. */
  fill(target: Locator, text: string): Promise<void>;
  /** Files chosen in the system's own window, however many. */
  pick(target: Locator, files: Parameters<Locator["setInputFiles"]>[0]): Promise<void>;
  /** A chord or key, wherever the focus is. */
  press(keys: string): Promise<void>;
  /** A text typed into whatever has the focus: one filled field. */
  type(text: string): Promise<void>;
  /** A link from outside, as in a mail: opened and read. */
  follow(path: string): Promise<void>;
};

/**
 * Lets `task` act through the counted actions alone and holds it to `atMost` of them: a redesign that takes more fails.
 * Nothing is waited for between them: a person who knows the way does not look.
 */
export async function inActions(page: Page, atMost: number, task: (act: Actions) => Promise<void>): Promise<void> {
  const taken: string[] = [];
  const count = async (what: string, doing: Promise<unknown>) => {
    taken.push(what);
    await doing;
  };
  await task({
    click: (target) => count(`click ${String(target)}`, target.click()),
    fill: (target, text) => count(`fill ${String(target)}`, target.fill(text)),
    pick: (target, files) => count(`pick into ${String(target)}`, target.setInputFiles(files)),
    press: (keys) => count(`press ${keys}`, page.keyboard.press(keys)),
    type: (text) => count(`type ${text}`, page.keyboard.type(text)),
    follow: (path) => count(`follow ${path}`, page.goto(path)),
  });
  expect(taken.length, taken.join(" · ")).toBeLessThanOrEqual(atMost);
}
