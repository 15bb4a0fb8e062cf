// What the palette offers for a text. The elements it would press are beside the point here.
import type { Finding } from "@chancery/core";
import { describe, expect, it } from "vitest";
import { readCommand, sectionsFor } from "./choices.ts";

const offer = (label: string) => ({ label, element: {} as HTMLElement });
const acts = ["Ask for promotion", "Compare with production", "Copy digest"].map(offer);
const model: Finding = { kind: "model", team: "speech", name: "vad", production: 2, newest: 3 };
const choices = (text: string, found: readonly Finding[] = [model]) =>
  sectionsFor(readCommand(text), { acts, places: [offer("Models"), offer("Reviews")], found }).flatMap(
    ({ items }) => items,
  );
const labels = (text: string, found?: readonly Finding[]) => choices(text, found).map(({ label }) => label);

describe("the palette", () => {
  it("offers the acts of the current object before anything else, matched by the beginnings of their words", () => {
    expect(labels("", []).slice(0, 4)).toEqual([...acts.map(({ label }) => label), "Models"]);
    expect(labels("compare", [])).toEqual(["Compare with production"]);
    expect(labels("> dig")).toContain("Copy digest");
    expect(labels("ask prom", [])[0]).toBe("Ask for promotion");
  });

  it("opens what is found, and lists models by description last", () => {
    expect(choices("vad")).toMatchObject([
      { label: "speech/vad", detail: "model · v2 in production", then: { href: "/models/speech/vad" } },
      { then: { href: "/models?q=vad" } },
    ]);
    expect(labels("rev", [])[0]).toBe("Reviews");
  });

  it("takes a verb before a name: compares what is newest with production, copies what loads production", () => {
    expect(readCommand("Compare vad")).toMatchObject({ verb: "compare", sought: "vad" });
    expect(choices("compare vad")).toMatchObject([
      { label: "Compare speech/vad v3", then: { href: "/compare?v=speech%2Fvad%3A3&only=changed" } },
    ]);
    expect(choices("copy vad")).toMatchObject([{ then: { copy: "chancery pull speech/vad@production" } }]);
    for (const found of [
      { ...model, production: null },
      { ...model, newest: null },
      { ...model, newest: 2 },
    ])
      expect(choices("compare vad", [found])).toEqual([]);
    expect(choices("copy vad", [{ ...model, production: null }])).toEqual([]);
  });

  it("asks the server nothing for what begins with >", () => {
    expect(readCommand("> models")).toEqual({ verb: null, sought: "", typed: "models" });
  });
});
