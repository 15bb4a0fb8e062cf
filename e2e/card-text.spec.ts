// What a card says is what is seen of it: in a browser, on its page, whatever construct its words stand in.
import { expect, test, type Page } from "@playwright/test";
import { accessibilityFaults, watch } from "./support/axe.ts";
import { openScene, type Scene } from "./attacks/scene.ts";

const card = `---
license: apache-2.0
tags:
- speech
- vad
---
# Voice detector

It [hears](#limits) speech[^1] in [calls](https://data.example/calls "two years of them"), **not** music.

<p>Prohibited use: emergency lines</p>

![Recall by age](https://charts.example/recall.png "of last year")

| slice | recall |
|---|---|
| children | 0.41 | not in the head |

\`\`\`python threshold=0.5
detect(audio)
\`\`\`

3. first
7. second

- [x] reviewed
- [ ] measured again

> Quoted, with an <!-- hidden --> comment, and a turn\u202e of direction.

## Limits

Nothing below 8 kHz.[^1] <https://mail.example> www.site.example [no](javascript:alert(1))

[^1]: Measured in March.

[unused]: https://never.example "said nowhere else"
`;
const read = [
  ...["license", "apache-2.0", "speech, vad", "Prohibited use: emergency lines", "<p>", "</p>", "<!-- hidden -->"],
  ...["[image: Recall by age “of last year” <https://charts.example/recall.png>]", "not in the head", "threshold=0.5"],
  ...["calls “two years of them” <https://data.example/calls>", "‹U+202E›", "no <javascript:alert(1)>", "3.", "7."],
  '[unused]: https://never.example "said nowhere else"',
];

let scene: Scene;
test.beforeAll(async () => void (scene = await openScene()));
test.afterAll(async () => expect(await scene.close()).toBe(0));

async function open(page: Page, path: string): Promise<void> {
  const pairs = scene.people.maker.cookie.split("; ").map((pair) => /^([^=]+)=(.*)$/.exec(pair) ?? []);
  await page.context().addCookies(pairs.map(([, name = "", value = ""]) => ({ name, value, url: scene.url })));
  await page.goto(scene.url + path);
}

async function write(body: string): Promise<void> {
  const { maker } = scene.people;
  const { card: now } = (await maker.query("models.get", { model: "speech/vad" })) as { card: { revision: number } };
  await maker.mutate("models.reviseCard", { modelId: scene.modelId, body, revision: now.revision });
}

test("no signed word of a card vanishes on its way to the screen, and nothing of it is loaded", async ({ page }) => {
  const faults = await watch(page, scene.url);
  await write(card);
  const shown = page.locator(".card-text");
  await expect(async () => {
    await open(page, "/models/speech/vad");
    await expect(shown).toBeVisible({ timeout: 500 });
  }).toPass();
  for (const words of read) await expect(shown).toContainText(words);
  await expect(shown.locator("img, script, iframe")).toHaveCount(0);
  expect(faults).toEqual([]);
  expect(await accessibilityFaults(page)).toEqual([]);

  await shown.getByRole("link", { name: "hears" }).click();
  await expect(page).toHaveURL(/#card-limits$/);
  await expect(page.locator(":target")).toHaveText("Limits");
  await shown.getByRole("link", { name: "[1]" }).first().click();
  await expect(page.locator(":target")).toContainText("Measured in March.");
  await shown.getByRole("link", { name: "Back to where note 1 is referred to" }).click();
  await expect(page.locator(":target")).toHaveText("[1]");
  if (process.env["CHANCERY_LOOK"])
    for (const width of [1360, 390])
      for (const colorScheme of ["light", "dark"] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: `/tmp/card-${width}-${colorScheme}.png`, fullPage: true });
      }
});

test("a card that cannot be formatted within its limits is shown as it was written, with why", async ({ page }) => {
  for (const [body, why] of [
    [`${"> ".repeat(40)}deep words`, "nested too deep"],
    ["www.a_".repeat(10_000), "takes too long"], // minutes, whatever the machine
  ] as const) {
    await write(body);
    await expect(async () => {
      await open(page, "/models/speech/vad");
      await expect(page.getByText(/^Shown as it was written/)).toContainText(why, { timeout: 500 });
    }).toPass({ timeout: 60_000 });
    await expect(page.locator("pre").filter({ hasText: body.slice(0, 40) })).toHaveText(body);
  }
});
