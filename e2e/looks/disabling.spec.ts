// Somebody leaves: what to hand over is listed before and after they are disabled, their service account reads for a while,
// and whoever maintains what it reaches takes it over.
import { demoPerson } from "../support/demo-people.ts";
import { floating, lookEverywhere } from "../support/look-everywhere.ts";
import { expect, test } from "../support/test.ts";

test.use({ serverArgs: ["--demo"], trace: "off" });

test("what a person leaves is listed before and after they are disabled, and handed over by a maintainer of what it reaches", async ({
  server,
  browser,
}) => {
  test.setTimeout(240_000);
  const grace = await demoPerson(browser, server, "admin");
  const row = grace.getByRole("row", { name: /Ada Okafor/ });

  await test.step("the dialog names what ends and what to hand over, each with its link", async () => {
    await lookEverywhere(grace, "disabling-dialog", {
      except: floating,
      show: async () => {
        await grace.goto("/admin/people");
        await row.getByRole("button", { name: "Disable" }).click();
        const said = grace.getByRole("dialog").getByRole("status");
        await expect(said).toContainText("only read from now on, for at most 14 days: speech-training");
        await expect(said.getByRole("link", { name: "Hand over speech-training" })).toBeVisible();
      },
    });
    const dialog = grace.getByRole("dialog");
    await expect(dialog.getByRole("link", { name: /^Open P-\d+$/ }).first()).toBeVisible();
    await dialog.getByLabel(/^Reason/).fill("Left the company.");
    await dialog.getByRole("button", { name: "Disable account" }).click();
    await expect(row.getByText("disabled", { exact: true })).toBeVisible();
  });

  await test.step("their page goes on listing it", async () => {
    await lookEverywhere(grace, "disabling-person", {
      except: floating,
      show: async () => {
        await grace.goto("/admin/people");
        await row.getByRole("link", { name: "What Ada Okafor has to hand over" }).click();
        await expect(grace.getByRole("heading", { name: "To hand over" })).toBeVisible();
      },
    });
    await grace.getByRole("link", { name: "Hand over speech-training" }).click();
    await expect(grace.getByText("Those of one owner, Ada Okafor.")).toBeVisible();
    await lookEverywhere(grace, "disabling-service-accounts", {
      except: floating,
      show: async () => {
        await grace.reload();
        await expect(grace.getByRole("row", { name: /speech-training/ })).toContainText(
          /Owner disabled on .* UTC; its tokens read until .* UTC, and do nothing else\. A maintainer of speech or an admin can take it over/,
        );
      },
    });
  });

  await test.step("what they asked for is marked, and an admin withdraws it with a reason", async () => {
    await lookEverywhere(grace, "disabling-promotion", {
      except: floating,
      show: async () => {
        await grace.goto("/promotions/21");
        await expect(
          grace.getByText(/^Asked for by Ada Okafor, whose account was disabled on .* UTC\.$/),
        ).toBeVisible();
      },
    });
    const hana = await demoPerson(browser, server, "reviewer");
    await lookEverywhere(hana, "disabling-inbox", {
      except: floating,
      show: async () => {
        await hana.goto("/reviews");
        const asked = hana.getByRole("row", { name: /diarizer v2/ });
        await expect(asked).toContainText(/Ada Okafor\s*whose account was disabled on .* UTC/);
      },
    });
    await grace.getByLabel(/^Why you withdraw it/).fill("Nobody answers for it any more.");
    await grace.getByRole("button", { name: "Withdraw the request" }).click();
    await expect(grace.getByRole("status").filter({ hasText: "The request is withdrawn." })).toBeVisible();
    await expect(grace.getByText(/^Asked for by Ada Okafor, whose/)).toHaveCount(0);
    await grace.goto("/audit?kind=promotion.withdrawn@2");
    const sentence = "withdrew P-21, asked for by Ada Okafor, whose account was disabled";
    await expect(grace.getByText(sentence, { exact: true })).toBeVisible();
  });

  await test.step("a maintainer of all that it reaches takes it over", async () => {
    const lena = await demoPerson(browser, server, "maintainer");
    await lena.goto("/admin/service-accounts");
    const account = lena.getByRole("row", { name: /speech-training/ });
    await expect(lena.getByRole("row", { name: /risk-training/ }).getByRole("button")).toHaveCount(0);
    await account.getByRole("button", { name: "Hand over" }).click();
    await lena.getByRole("button", { name: "Propose new owner" }).click();
    await account.getByRole("button", { name: "Accept" }).click();
    await lena.getByRole("button", { name: "Take over" }).click();
    await expect(account).toContainText("Lena Fischer");
    await expect(account).not.toContainText("owner disabled");
  });
});
