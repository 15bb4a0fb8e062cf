// The core tasks of the portal counted in actions, by mouse and by keys: portal.md §5.2 states how many each may take.
import type { Page } from "@playwright/test";
import { inActions } from "../support/actions.ts";
import { demoPerson } from "../support/demo-people.ts";
import { listening } from "../support/listening.ts";
import { expect, test } from "../support/test.ts";

test.use({ serverArgs: ["--demo"], trace: "off" });

const model = "speech/silero-vad";
const pulls = `chancery pull ${model}@production`;

test("finding, copying, comparing, asking and deciding take no more actions than they may", async ({
  server,
  browser,
}) => {
  const maker = await demoPerson(browser, server, "contributor");
  const home = async () => {
    await maker.goto("/");
    await listening(maker);
  };

  await test.step("1: find a model by name and open it: 2 by mouse, 3 by keys", async () => {
    const isOpen = () => expect(maker.getByRole("heading", { name: model })).toBeVisible();
    await home();
    await inActions(maker, 2, async ({ fill, click }) => {
      await fill(maker.getByRole("searchbox", { name: "Search or run a command" }), "silero");
      await click(maker.getByRole("option", { name: model }));
    });
    await isOpen();
    await home();
    await inActions(maker, 3, async ({ press, type }) => {
      await press("ControlOrMeta+k");
      await type("silero");
      await press("Enter");
    });
    await isOpen();
  });

  await test.step("3: copy code that loads the production version: 2 by mouse, 4 by keys", async () => {
    await home();
    await inActions(maker, 2, async ({ click }) => {
      await click(maker.getByRole("link", { name: model }));
      await click(maker.getByRole("button", { name: "Copy CLI snippet" }));
    });
    await expect.poll(() => copiedOn(maker)).toBe(pulls);
    await home();
    await inActions(maker, 4, async ({ press, type }) => {
      await press("ControlOrMeta+k");
      await type("copy silero");
      await press("Enter");
    });
    await expect(maker.getByText(`Copied: ${pulls}`)).toBeVisible();
    expect(await copiedOn(maker)).toBe(pulls);
  });

  await test.step("4: compare a candidate with production, only differences: 2 by mouse, 3 by keys", async () => {
    await home();
    await inActions(maker, 2, async ({ click }) => {
      await click(maker.getByRole("link", { name: /compare silero-vad v3 with production/ }));
    });
    await showsDifferences(maker);
    await home();
    await inActions(maker, 3, async ({ press, type }) => {
      await press("ControlOrMeta+k");
      await type("compare silero");
      await press("Enter");
    });
    await showsDifferences(maker);
    await maker.goto(`/models/${model}/v/3`);
    await listening(maker);
    await inActions(maker, 1, ({ press }) => press("c"));
    await showsDifferences(maker);
  });

  const asked: string[] = [];
  await test.step("5: ask for promotion with a reason: 3 by mouse, 4 by keys, from the version", async () => {
    const isAsked = async () => {
      await expect(maker).toHaveURL(/\/promotions\/\d+$/);
      asked.push(new URL(maker.url()).pathname);
    };
    await maker.goto("/models/speech/wake-word/v/2");
    await inActions(maker, 3, async ({ click, fill }) => {
      await click(maker.getByRole("link", { name: "Ask for promotion" }));
      await fill(maker.getByLabel("Reason"), "The rooms go back to it until the next is built from a commit.");
      await click(maker.getByRole("button", { name: "Ask for production" }));
    });
    await isAsked();
    await maker.goto("/models/speech/wake-word/v/1");
    await listening(maker);
    await inActions(maker, 4, async ({ press, type }) => {
      await press("ControlOrMeta+k");
      await expect(maker.getByRole("option", { name: "Ask for promotion" })).toBeVisible();
      await press("Enter");
      await expect(maker.getByLabel("Reason")).toBeFocused();
      await type("Half the size, and good enough for the smallest device.");
      await press("ControlOrMeta+Enter");
    });
    await isAsked();
  });

  await test.step("6: decide a request from its link: 3 by mouse, 3 by keys", async () => {
    const reviewer = await demoPerson(browser, server, "reviewer");
    const isDecided = () => expect(reviewer.getByText("Your approval is recorded.")).toBeVisible();
    const [byMouse = "", byKeys = ""] = asked;
    await inActions(reviewer, 3, async ({ follow, fill, click }) => {
      await follow(byMouse);
      await fill(reviewer.getByLabel(/^Your note/), "Better where it matters; the card says where not.");
      await click(reviewer.getByRole("button", { name: "Approve v2 for production" }));
    });
    await isDecided();
    await reviewer.goto(byKeys);
    await listening(reviewer);
    await inActions(reviewer, 3, async ({ press, type }) => {
      await press("a");
      await expect(reviewer.getByLabel(/^Your note/)).toBeFocused();
      await type("Read against the incumbent, on the same calls.");
      await press("ControlOrMeta+Enter");
    });
    await isDecided();
  });
});

const copiedOn = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

async function showsDifferences(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/compare\?.*only=changed/);
  await expect(page.getByText(/^v3 against v2 in .*production: 3 better, 2 worse/)).toBeVisible();
  await expect(page.getByText("1 metric unchanged")).toBeVisible();
  await expect(page.getByRole("region", { name: "Unchanged metrics" })).toBeHidden();
}
