// A version made in the browser: what is told of a draft beside its files, kept until it is recorded, and sealed from there.
import { demoPerson } from "./support/demo-people.ts";
import { lookEverywhere } from "./support/look-everywhere.ts";
import { expect, test } from "./support/test.ts";

test.use({ serverArgs: ["--demo"], trace: "off" });

const model = "/models/speech/silero-vad";

test("a draft is told in full on one page, bad input loses nothing, and what is typed outlives a reload", async ({
  browser,
  server,
}) => {
  const page = await demoPerson(browser, server, "contributor");
  await page.goto(model);
  await page.getByRole("link", { name: "New version" }).click();
  await lookEverywhere(page, "new-version");
  await page.getByRole("button", { name: "Begin a draft" }).click();
  await expect(page).toHaveURL(`${model}/v/4/draft`);
  await expect(page.getByText("Not yet: no file is here")).toBeVisible();
  await expect(page.getByRole("button", { name: "Seal v4" })).toBeDisabled();

  await page.getByLabel("Label (optional)").fill("v4");
  await page.getByRole("button", { name: "Paste" }).click();
  const pasted = page.getByLabel("Lines of name=value, or a JSON object");
  await pasted.fill("threshold=0.5\nnonsense");
  await page.getByRole("button", { name: "Put them into the table" }).click();
  await expect(page.getByText("line 2: write it as name=value")).toBeVisible();
  await pasted.fill('{"threshold": 0.50, "sampling": {"rate": 16000}}');
  await page.getByRole("button", { name: "Put them into the table" }).click();
  await expect(page.getByLabel("Value of sampling.rate")).toHaveValue("16000");
  await page.reload();
  await expect(page.getByLabel("Value of threshold")).toHaveValue("0.50");
  await expect(page.getByText("label and params: typed and not recorded")).toBeVisible();
  await page.getByRole("button", { name: "Record label and params" }).click();
  await expect(page.getByText(/semantic version such as 1.4.0/)).toBeVisible();
  await page.getByLabel("Label (optional)").fill("4.0.0");
  await page.getByRole("button", { name: "Record label and params" }).click();
  await expect(page.getByText("Version 1 has the label 4.0.0 already")).toBeVisible();
  await page.getByLabel("Label (optional)").fill("6.1.0");
  await page.getByRole("button", { name: "Record label and params" }).click();
  await expect(page.getByText("Label and params are recorded.")).toBeVisible();
  await expect(page.getByText("typed and not recorded")).toBeHidden();

  await page.getByLabel("Trained on").click(); // its search comes with the focus
  await page.getByRole("combobox", { name: "Trained on" }).fill("calls");
  await page.getByRole("option").first().click();
  await page.getByLabel("Job (optional)", { exact: true }).fill("vad-train #418");
  await page.getByRole("button", { name: "Record the lineage" }).click();
  await expect(page.getByText("The lineage is recorded.")).toBeVisible();
  await expect(page.getByText("not stated: the base version, the commit")).toBeVisible();

  const csv = (text: string) => ({ name: "vad.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  const file = page.getByLabel("A CSV or JSON file of metrics");
  await file.setInputFiles(csv("metric,value,lower,upper\nf1,0.93,0.92,0.94\nanisotropy,many,,\n"));
  await expect(page.getByText(/^Row 2: value “many” is no decimal number/)).toBeVisible();
  await page.getByLabel("Value of anisotropy").fill("0.183");
  await expect(page.getByText(/^Row 2: nobody has said which way anisotropy is better/)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Value of anisotropy")).toHaveValue("0.183");
  await lookEverywhere(page, "draft");
  await page.getByLabel("Which way anisotropy is better").selectOption("none");
  await page.getByRole("button", { name: "Record the evaluation" }).click();
  await expect(page.getByText("The evaluation is recorded.")).toBeVisible();
  await expect(page.getByRole("link", { name: "1 recorded" })).toBeVisible();
});
