// Aliases fold like model names: what reads alike is one name.
import { allowed, reasonsOf } from "./errors.ts";
import { codesOf } from "./testing/codes-of.ts";
import { describe, expect, it } from "vitest";
import { aliasMeant, lookAlikes, NewAliasName, mayNameAlias, maySetAlias } from "./alias.ts";
import { builtInStages, Stages } from "./stage.ts";

describe("an alias", () => {
  it("is never named like one of the registry's stages, in whatever case, and may be named like another's", () => {
    const live = { id: "Live", label: "in use", isExclusive: true, isGoverned: true };
    const codes = (name: string, stages: Stages) => codesOf(mayNameAlias(name, stages));
    for (const name of ["Production", "archived"])
      expect(codes(name, new Stages(builtInStages))).toEqual(["alias_is_stage"]);
    expect(codes("production", new Stages([live]))).toEqual([]);
    expect(codes("live", new Stages([live]))).toEqual(["alias_is_stage"]);
  });
  it.each(["champion", "Champion", "eu-2026", "2026-q1", "2026-01", "e3", "x1f", "information", "nano", "1a", "a1"])(
    "may be called %s",
    (name) => expect(NewAliasName.safeParse(name).success).toBe(true),
  );
  it.each(["12", "0", "007", "1e3", "1E3", "2e-4", "0x1f", "0b11", "0o7", "1_000", "1_2_3", "nan", "Infinity", "inf"])(
    "may not be called %s, which reads as a number",
    (name) =>
      expect(NewAliasName.safeParse(name).error?.issues).toMatchObject([
        { message: expect.stringContaining("looks like a version number") as string },
      ]),
  );
  it.each(["１２", "١٢", "१२", "𝟏𝟐", "①", "1.5", "+1", "-1"])("may not be called %s, which is no ASCII name", (name) =>
    expect(NewAliasName.safeParse(name).success).toBe(false),
  );
  it.each(["12", "0", "007", "latest", "v12"])("may not be called %s", (name) =>
    expect(NewAliasName.safeParse(name).success).toBe(false),
  );

  it("is not set beside one that reads alike, and names the spelling to use", () => {
    expect(reasonsOf(maySetAlias("Champion", ["champion", "stable"]))).toEqual([
      {
        code: "alias_name_taken",
        message: "this model has the alias champion, which reads like Champion: use champion",
      },
    ]);
    expect(maySetAlias("champion", ["stable"])).toEqual(allowed);
  });

  it("that stands beside a look-alike already may be moved", () => {
    expect(maySetAlias("Champion", ["champion", "Champion"])).toEqual(allowed);
    expect(lookAlikes("Champion", ["champion", "Champion", "CHAMPION", "stable"])).toEqual(["champion", "CHAMPION"]);
  });

  it("is meant by its own spelling first, then by any that reads alike", () => {
    const both = [{ name: "champion" }, { name: "Champion" }];
    expect(aliasMeant("Champion", both)).toBe(both[1]);
    expect(aliasMeant("CHAMPION", both)).toBe(both[0]);
    expect(aliasMeant("stable", both)).toBeUndefined();
  });
});
