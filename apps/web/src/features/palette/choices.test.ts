// What the palette offers for a text. The elements it would press are beside the point here.
import type { Finding } from "@chancery/core";
import { describe, expect, it } from "vitest";
import { readCommand, sectionsFor } from "./choices.ts";

const offer = (label: string) => ({ label, element: {} as HTMLElement });
const acts = ["Ask for promotion", "Compare with the field", "Copy digest"].map(offer);
const model: Finding = { kind: "model", team: "speech", name: "vad", released: 2, newest: 3 };
const live = { release: "live", labelOf: (stage: string) => (stage === "live" ? "the field" : stage) };
const choices = (text: string, found: readonly Finding[] = [model]) =>
  sectionsFor(readCommand(text), { acts, places: [offer("Models"), offer("Reviews")], found }, live).flatMap(
    ({ items }) => items,
  );
const labels = (text: string, found?: readonly Finding[]) => choices(text, found).map(({ label }) => label);

describe("the palette", () => {
  it("offers the acts of the current object before anything else, matched by the beginnings of their words", () => {
    expect(labels("", []).slice(0, 4)).toEqual([...acts.map(({ label }) => label), "Models"]);
    expect(labels("compare", [])).toEqual(["Compare with the field"]);
    expect(labels("> dig")).toContain("Copy digest");
    expect(labels("ask prom", [])[0]).toBe("Ask for promotion");
  });

  it("opens what is found, and lists models by description last", () => {
    expect(choices("vad")).toMatchObject([
      { label: "speech/vad", detail: "model · v2 in the field", then: { href: "/models/speech/vad" } },
      { then: { href: "/models?q=vad" } },
    ]);
    expect(labels("rev", [])[0]).toBe("Reviews");
  });

  it("takes a verb before a name: compares what is newest with what is released, copies what loads that", () => {
    expect(readCommand("Compare vad")).toMatchObject({ verb: "compare", sought: "vad" });
    expect(choices("compare vad")).toMatchObject([
      {
        label: "Compare speech/vad v3",
        detail: "with v2 in the field",
        then: { href: "/compare?v=speech%2Fvad%3A3&only=changed" },
      },
    ]);
    expect(choices("copy vad")).toMatchObject([{ then: { copy: "chancery pull speech/vad@live" } }]);
    for (const found of [
      { ...model, released: null },
      { ...model, newest: null },
      { ...model, newest: 2 },
    ])
      expect(choices("compare vad", [found])).toEqual([]);
    expect(choices("copy vad", [{ ...model, released: null }])).toEqual([]);
  });

  it("says of a version and of a promotion what their stages are called", () => {
    const version = {
      kind: "version",
      team: "speech",
      name: "vad",
      number: 2,
      state: "sealed",
      stages: ["live"],
    } as const;
    const { kind, stages: _, ...rest } = { ...version, kind: "promotion" as const, number: 7 };
    expect(choices("vad", [version])[0]).toMatchObject({ detail: "version · sealed · the field" });
    expect(choices("compare vad", [version])).toEqual([]);
    expect(labels("vad", [{ ...rest, kind, versionNumber: 2, stage: "live", state: "open" }])[0]).toBe(
      "P-7 speech/vad v2 → the field",
    );
  });

  it("asks the server nothing for what begins with >", () => {
    expect(readCommand("> models")).toEqual({ verb: null, sought: "", typed: "models" });
  });
});
