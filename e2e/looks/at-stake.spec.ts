// Before something under review is changed, its form or dialog says whose approvals that voids, and when one's own is among them.
import { demoPerson } from "../support/demo-people.ts";
import { floating, lookEverywhere } from "../support/look-everywhere.ts";
import { expect, test } from "../support/test.ts";

test.use({ serverArgs: ["--demo"], trace: "off" });

const voids = "voids the approval given on P-19, v4 to production, by Hana Novak.";

test("a form or dialog that changes what was approved says whose approval that voids, and nothing where nobody approved", async ({
  server,
  browser,
}) => {
  test.setTimeout(240_000);
  const hana = await demoPerson(browser, server, "reviewer");
  const lena = await demoPerson(browser, server, "maintainer");
  const told = lena.getByRole("region", { name: "Under review" });
  const dialog = lena.getByRole("dialog");
  await lena.goto("/models/risk/fraud-scorer/v/4/card");
  await expect(lena.getByRole("button", { name: "Publish the revision" })).toBeVisible();
  await expect(told).toHaveCount(0);
  await hana.goto("/reviews");
  await hana.getByRole("link", { name: /fraud-scorer v4/ }).click();
  await hana.getByLabel(/^Your note/).fill("Better on the holdout.");
  await hana.getByRole("button", { name: "Approve v4 for production" }).click();
  await expect(hana.getByText("1 of 1 counted")).toBeVisible();
  await lookEverywhere(lena, "stake-card", {
    except: floating,
    show: async () => {
      await lena.goto("/models/risk/fraud-scorer/v/4/card");
      await expect(told).toContainText(`A new revision of the card ${voids}`);
    },
  });
  await lookEverywhere(lena, "stake-settings", {
    except: floating,
    show: async () => {
      await lena.goto("/models/risk/fraud-scorer/settings");
      await expect(told).toContainText(`A change of the tier, of a metric's direction or of the card ${voids}`);
    },
  });
  await lookEverywhere(lena, "stake-revoke", {
    except: floating,
    show: async () => {
      await lena.goto("/models/risk/fraud-scorer/v/3");
      await lena.getByRole("button", { name: "Revoke", exact: true }).click();
      await expect(dialog.getByRole("status")).toContainText(`Revoking it ${voids}`);
    },
  });
  await lookEverywhere(lena, "stake-withdraw", {
    except: floating,
    show: async () => {
      await lena.goto("/datasets?q=card-payments");
      await lena.getByRole("link", { name: "card-payments", exact: true }).click();
      await lena.getByRole("button", { name: "Withdraw", exact: true }).click();
      await expect(dialog.getByRole("status")).toContainText(`Withdrawing it ${voids}`);
    },
  });
});
