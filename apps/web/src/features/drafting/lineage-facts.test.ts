import { describe, expect, it } from "vitest";
import { fieldsOf } from "#components/fields.ts";
import { factsStated, unstated } from "./lineage-facts.ts";

const stated = (fields: Readonly<Record<string, string>>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return factsStated(fieldsOf(form), []);
};
const commit = "9dd2d1905c8f2b1c0f1a2b3c4d5e6f7086ddf2a1";

describe("what is stated of where a version comes from", () => {
  it("is one act for each, and none for what is left empty", () => {
    expect(stated({})).toEqual([]);
    expect(
      stated({
        base: "a/b:3",
        repository: "https://git.example/r",
        commit: commit.toUpperCase(),
        tree: "dirty",
        job: "t 1",
      }),
    ).toEqual([
      { kind: "derived_from", reference: "a/b:3" },
      { kind: "built_from", repository: "https://git.example/r", commit, isDirty: true },
      { kind: "produced_by", job: "t 1" },
    ]);
    const dataset = { name: "eurlex", version: "7", sha256: "a".repeat(64) };
    expect(factsStated(fieldsOf(new FormData()), [dataset])).toEqual([{ kind: "trained_on", dataset }]);
  });

  it("is sent also where half of it is missing, so that the server says which", () => {
    expect(stated({ commit, tree: "clean" })).toEqual([{ kind: "built_from", repository: "", commit, isDirty: false }]);
    expect(stated({ jobUrl: "https://jobs.example/1" })).toEqual([
      { kind: "produced_by", job: "", url: "https://jobs.example/1" },
    ]);
  });

  it("is missed by its words", () => {
    expect(unstated([{ kind: "built_from" }, { kind: "trained_on" }])).toEqual(["the base version", "the job"]);
  });
});
