// The way back on a server of one's own: rows edited beneath it, named, repaired, and acted on again.
import { expect, test } from "@playwright/test";
import { rows } from "./races/sql.ts";
import { openPlace, runServer, startServer } from "./support/server.ts";
import { editBeneath } from "./support/tamper.ts";

const claim = {
  CHANCERY_CLAIM_NAME: "Ada",
  CHANCERY_CLAIM_EMAIL: "ada@example.test",
  CHANCERY_CLAIM_PASSWORD: "nine plaid otters juggle",
};

test("rows that somebody edited are named by fsck, shown by --dry-run, and what the log says again after --repair", async () => {
  const place = await openPlace();
  const fsck = (...args: string[]) => runServer({ place, args: ["--fsck", ...args] });
  try {
    const first = await startServer({ place, env: claim });
    expect(await first.stop()).toBe(0);
    expect(await fsck("--repair")).toMatchObject({ code: 0, output: expect.stringContaining("nothing to repair") });
    await editBeneath(first, '"grant"', `UPDATE "grant" SET role = 'auditor'`);

    const found = await fsck();
    expect(found).toMatchObject({ code: 1, output: expect.stringContaining("row_differs: the grant") });
    expect(found.output).toMatch(/^ROWS DIFFER: [^]*^next: .*--repair/m);
    expect(found.output).not.toContain("DAMAGED");
    const shown = await fsck("--repair", "--dry-run");
    expect(shown).toMatchObject({
      code: 1,
      output: expect.stringMatching(/1 would be done:\n {2}the grant \S+ \(role\)/),
    });
    expect(await rows(place, `SELECT role FROM "grant"`)).toEqual([{ role: "auditor" }]);

    expect(await fsck("--repair")).toMatchObject({ code: 0, output: expect.stringContaining("recorded in the log") });
    expect(await rows(place, `SELECT role FROM "grant"`)).toEqual([{ role: "admin" }]);
    expect(await runServer({ place, args: ["--repair"] })).toMatchObject({ code: 1 });
    const again = await startServer({ place });
    expect(again.output()).not.toContain("nothing will be written");
    expect(await (await fetch(`${again.url}/readyz`)).json()).toMatchObject({ status: "ready" });
    expect(await again.stop()).toBe(0);
  } finally {
    await place.remove();
  }
});
