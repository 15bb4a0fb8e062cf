import { describe, expect, it } from "vitest";
import { ruleOf, twoPerson, type PolicyDocument } from "../policy.ts";
import type { Involvement } from "../promotion.ts";
import { builtInStages, Stages } from "../stage.ts";
import { whyNotApprovable } from "./approvable.ts";

const rita = { id: "rita", name: "Rita" };
const rolf = { id: "rolf", name: "Rolf" };
const of = (id: string, answerableId = id) => ({ id, answerableId });
const need = (approvals: number): PolicyDocument => ({
  ...twoPerson,
  stages: { ...twoPerson.stages, production: { ...ruleOf(twoPerson, "production"), approvals } },
});
const said = (
  reviewers: readonly { id: string; name: string }[],
  uploaders: readonly ReturnType<typeof of>[],
  policy = twoPerson,
  described: Partial<Pick<Involvement, "authors" | "trainers">> = {},
) =>
  whyNotApprovable({
    stages: new Stages(builtInStages),
    policy,
    reviewers,
    involved: { uploaders, authors: [], trainers: [], ...described },
  }).map(({ message }) => message);
const remedy = "Give another person the reviewer role, or push and describe it with another account";

describe("that nobody could approve what is registered", () => {
  it("is said of the only reviewer who sends it, or answers for the account that does", () => {
    const where = "nobody can approve this version for staging, production or archived";
    expect(said([rita], [of("rita")])).toEqual([`${where}: Rita is the only reviewer and sends it. ${remedy}`]);
    expect(said([rita], [of("ci", "rita")])).toEqual([
      `${where}: Rita is the only reviewer and answers for the account that sends it. ${remedy}`,
    ]);
    expect(said([rita, rolf], [of("ci", "rita"), of("ci", "rolf")])).toEqual([
      `${where}: Rita and Rolf are its reviewers, and each has a part in it or answers for an account that does. ${remedy}`,
    ]);
  });

  it("is said of the only reviewer who wrote its card or recorded its training evaluations, or answers for who did", () => {
    const where = "nobody can approve this version for staging, production or archived: Rita is the only reviewer and";
    const ofDescribed = (described: Partial<Pick<Involvement, "authors" | "trainers">>) =>
      said([rita], [of("ada")], twoPerson, described);
    expect(ofDescribed({ authors: [of("rita")] })).toEqual([`${where} wrote its card or lineage. ${remedy}`]);
    expect(ofDescribed({ trainers: [of("ci", "rita")] })).toEqual([
      `${where} answers for the account that recorded its training evaluations. ${remedy}`,
    ]);
  });

  it("is said of a rule that takes more approvals than are left", () => {
    expect(said([rita, rolf], [of("rita")], need(2))).toEqual([
      `nobody can approve this version for production: it takes 2 approvals, and of its reviewers only Rolf has no part in it. ${remedy}`,
    ]);
  });

  it("is not said while somebody is left, where nobody reviews at all, nor where no stage takes a vote", () => {
    expect(said([rita, rolf], [of("rita")])).toEqual([]);
    expect(said([rita], [of("ada"), of("ci", "ada")])).toEqual([]);
    expect(said([], [of("ada")])).toEqual([]);
    const free = { approvals: 0, role: "reviewer", not: [] } as const;
    const stages = { development: free, staging: free, production: free, archived: free };
    expect(said([rita], [of("rita")], { ...twoPerson, stages })).toEqual([]);
  });
});
