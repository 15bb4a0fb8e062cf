// Who answers for a model, from the command line.
import type { Actor } from "@chancery/core";
import { expect, it } from "vitest";
import { eachRegistry } from "../testing/registry.ts";
import { openTerminal } from "../testing/terminal.ts";

eachRegistry("chancery model owner", (open) => {
  it("names who answers for a model, and shows since when", async () => {
    const registry = await open();
    const sitting = async (actor: Actor) => {
      const terminal = openTerminal();
      await terminal.chancery("login", registry.url, "--token", await registry.tokenOf(actor));
      return terminal;
    };
    const ada = await sitting(await registry.person("Ada", { role: "maintainer", team: "speech" }));
    const rita = await sitting(await registry.person("Rita", { role: "reviewer" }));
    await registry.person("Otto");
    await ada.chancery("model", "create", "speech/vad");
    expect((await ada.chancery("show", "speech/vad")).stdout).toMatch(/owner +Ada since .* UTC/);
    const named = await ada.chancery("model", "owner", "speech/vad", "Otto");
    expect(named).toMatchObject({ code: 0, stdout: "Otto owns speech/vad.\n" });
    expect((await ada.chancery("model", "show", "speech/vad")).stdout).toMatch(/owner +Otto since .* UTC/);
    expect(await rita.json("model", "owner", "speech/vad", "Rita")).toMatchObject({
      code: 1,
      document: { error: { code: "FORBIDDEN" } },
    });
  });
});
