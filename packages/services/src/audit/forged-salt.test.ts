// Without its salt a personal column cannot be held against the log: a salt that is gone, and not by an erasure, is an edit.
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { quiet } from "../testing/attacks.ts";
import { refusal } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { openScene } from "../testing/promotion-scene.ts";
import { takeBaseline } from "./baseline.ts";

const contradicted = refusal("ILLEGAL_TRANSITION", "record_contradicts_log");
const saltsOf = (table: string) =>
  `DELETE FROM audit_disclosure WHERE entry_idx IN (SELECT idx FROM audit_row WHERE governed_table = '${table}')`;

eachEngine("a row whose salt is gone", (open) => {
  it.each([
    ["a vote with another note", [saltsOf("votes"), `UPDATE vote SET note = 'it is fine'`]],
    ["a vote signed by another", [saltsOf("votes"), `UPDATE vote SET printed_name = 'Rita'`]],
    [
      "a promotion asked for with another reason",
      [saltsOf("promotions"), `UPDATE promotion SET reason = 'as agreed before'`],
    ],
    ["a vote of which nothing else was edited", [saltsOf("votes")]],
  ])("is not acted on: %s", async (_what, edits) => {
    const scene = await openScene(quiet(await open()));
    const asked = await scene.ask((await scene.version()).id);
    await scene.vote(asked, scene.rolf, "request-changes");
    await takeBaseline(scene.house);
    await meddle(scene.location, ...edits);
    await expect(scene.vote(asked, scene.rita)).rejects.toEqual(contradicted);
  });
});
