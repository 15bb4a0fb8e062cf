// Taking back what was recorded wrongly, from the command line.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Actor, ListedEdge, ListedEvaluation, Page } from "@chancery/core";
import { expect, it } from "vitest";
import { eachRegistry } from "../testing/registry.ts";
import { openTerminal, type Terminal } from "../testing/terminal.ts";

eachRegistry("the command line", (open) => {
  it("takes back a wrong evaluation and a wrong edge: both stay in their lists, with the reason", async () => {
    const registry = await open();
    const sitting = async (actor: Actor): Promise<Terminal> => {
      const terminal = openTerminal();
      await terminal.chancery("login", registry.url, "--token", await registry.tokenOf(actor));
      return terminal;
    };
    const ada = await sitting(await registry.person("Ada", { role: "maintainer", team: "speech" }));
    const rita = await sitting(await registry.person("Rita", { role: "reviewer" }));
    writeFileSync(join(ada.cwd, "w.bin"), "one");
    const on = ["--dataset", `holdout@sha256:${"d".repeat(64)}`, "--trained-on", `calls@sha256:${"c".repeat(64)}`];
    await ada.chancery("push", "w.bin", "--to", "speech/vad", "--metric", "auc=0.99:higher", ...on);
    const version = "speech/vad:1";
    const evaluations = async () =>
      (await ada.json<Page<ListedEvaluation>>("evaluation", "ls", version)).document.items;
    const edges = async () => (await ada.json<Page<ListedEdge>>("lineage", "ls", version)).document.items;
    const [evaluation] = await evaluations();
    const edge = (await edges()).find(({ kind }) => kind === "trained_on");
    if (!evaluation || !edge) throw new Error("nothing was recorded");
    const because = ["--reason", "measured on the wrong split"];

    const mistaken = await ada.chancery("evaluation", "retract", version, edge.id, ...because);
    expect(mistaken.code).toBe(64);
    expect(mistaken.stderr).toContain(`${version} has no evaluation ${edge.id}`);
    await ada.chancery("promote", version, "--to", "production", "--reason", "the first of all");
    expect(await ada.json("evaluation", "retract", version, evaluation.id, ...because)).toMatchObject({
      code: 5,
      document: { error: { reasons: [{ code: "under_review" }] } },
    });
    const taken = await rita.chancery("evaluation", "retract", version, evaluation.id, ...because);
    expect(taken).toMatchObject({ code: 0, stdout: "Retracted the evaluation.\n" });
    expect(taken.stderr).toContain("Retracting validation on holdout");
    const retraction = { by: "Rita", reason: "measured on the wrong split" };
    expect(await rita.json("lineage", "retract", version, edge.id, ...because)).toMatchObject({
      code: 0,
      document: { id: edge.id, ...retraction },
    });
    expect(await evaluations()).toMatchObject([{ id: evaluation.id, retraction }]);
    expect((await edges()).find(({ id }) => id === edge.id)).toMatchObject({ retraction });
    for (const noun of ["evaluation", "lineage"])
      expect((await ada.chancery(noun, "ls", version)).stdout).toMatch(/retracted\s/);
    expect((await rita.chancery("show", "P-1")).stdout).toMatch(
      /retracted +v1 validation on holdout .* \(retracted by Rita, /,
    );
    expect((await ada.chancery("show", version)).stdout).not.toContain("auc");
  });
});
