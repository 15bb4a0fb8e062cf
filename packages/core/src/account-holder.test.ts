// Whose hands an account is in: by hand, and against a plain search over small registries.
import { allowed } from "./errors.ts";
import { codesOf } from "./testing/codes-of.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  actedFor,
  handsOf,
  isVouchable,
  isVouchedAlone,
  mayConfirmReset,
  mayVouch,
  restsOn,
  mayCount,
  type AccountOpening,
  type Holders,
} from "./account-holder.ts";

const since = new Date("2026-01-01T00:00:00Z");
const before = new Date(since.getTime() - 1);
const after = new Date(since.getTime() + 1);
const opening = (
  issuerId: string,
  actorId: string,
  by: AccountOpening["by"] = "invitation",
  openedAt = after,
): AccountOpening => ({ issuerId, actorId, by, openedAt });
const holders = (people: string, ...openings: readonly AccountOpening[]): Holders => ({
  openings,
  linking: openings,
  people: people.split(" "),
  since,
});
const person = (id: string) => ({ kind: "person", answerableId: id }) as const;
const isActive = true;

describe("an account that somebody else opened", () => {
  it("is in the hands of whoever opened it, of who opened theirs, and of nobody else's", () => {
    const chain = holders("ada bo cy", opening("ada", "bo"), opening("bo", "cy"));
    expect([...handsOf(chain, "cy")]).toEqual(["cy", "bo", "ada"]);
    expect([...handsOf(chain, "bo")]).toEqual(["bo", "ada"]);
    expect([...handsOf(chain, "ada")]).toEqual(["ada"]);
  });

  it("does nothing that takes two people while somebody could vouch for it, and all where nobody could", () => {
    const invited = opening("ada", "bo");
    expect(codesOf(mayCount(holders("ada bo sue", invited), "bo"))).toEqual(["account_unvouched"]);
    expect(mayCount(holders("ada bo", invited), "bo")).toEqual(allowed);
    expect(mayCount(holders("ada bo sue", invited), "ada")).toEqual(allowed);
    expect(mayCount(holders("ada bo cy", invited, opening("ada", "cy")), "bo")).toEqual(allowed);
  });

  it("is not freed by taking over whoever could vouch for it, until they are gone for long", () => {
    const invited = opening("ada", "bo");
    const takenOver = (openedAt: Date) =>
      holders("ada bo sue", invited, opening("ada", "sue", "password-reset", openedAt));
    expect(isVouchable(takenOver(after), "bo")).toBe(true);
    expect(isVouchable(takenOver(before), "bo")).toBe(false);
    expect(codesOf(mayVouch(takenOver(after), { holderId: "bo", isActive, actor: person("sue") }))).toEqual([
      "voucher_opened_by_same",
    ]);
  });

  it("is vouched for by a person who goes back to none of those it goes back to", () => {
    const chain = holders("ada bo cy sue", opening("ada", "bo"), opening("bo", "cy"), opening("ada", "di"));
    const vouching = (by: string) => codesOf(mayVouch(chain, { holderId: "cy", isActive, actor: person(by) }));
    expect(["ada", "bo", "cy", "di", "sue"].map(vouching)).toEqual([
      ["voucher_opened_it"],
      ["voucher_opened_it"],
      ["voucher_is_holder"],
      ["voucher_opened_by_same"],
      [],
    ]);
    expect(codesOf(mayVouch(chain, { holderId: "sue", isActive, actor: person("ada") }))).toEqual(["nothing_to_vouch"]);
    const machine = { kind: "service", answerableId: "sue" } as const;
    expect(codesOf(mayVouch(chain, { holderId: "cy", isActive, actor: machine }))).toEqual(["voucher_not_a_person"]);
  });

  it("is vouched for by any third person where everybody goes back to one link, and from then on by who stands alone", () => {
    const [ofBo, ofCy] = [opening("ada", "bo"), opening("ada", "cy")];
    const filled = holders("ada bo cy", ofBo, ofCy);
    const vouching = (registry: Holders, by: string, holderId: string) =>
      codesOf(mayVouch(registry, { holderId, isActive, actor: person(by) }));
    expect(vouching(filled, "cy", "bo")).toEqual([]);
    expect(isVouchedAlone(filled, { holderId: "bo", voucherId: "cy" })).toBe(true);
    expect(vouching(filled, "ada", "bo")).toEqual(["voucher_opened_it"]);
    expect(vouching(filled, "bo", "bo")).toEqual(["voucher_is_holder"]);
    const begun = holders("ada bo cy di", ofCy, opening("ada", "di")); // Cy vouched for Bo
    expect(vouching(begun, "bo", "cy")).toEqual([]);
    expect(vouching(begun, "di", "cy")).toEqual(["voucher_opened_by_same"]);
  });

  it("stays marked while only those vouched for it who go back to the same link, until somebody independent does", () => {
    const [ofBo, ofCy, ofDi] = [opening("ada", "bo"), opening("ada", "cy"), opening("ada", "di")];
    const begun = { ...holders("ada bo cy di sue", ofDi), linking: [ofBo, ofCy, ofDi] }; // Bo and Cy vouched for each other
    expect(isVouchedAlone(begun, { holderId: "di", voucherId: "bo" })).toBe(true);
    expect(isVouchedAlone(begun, { holderId: "di", voucherId: "sue" })).toBe(false);
    const vouching = (by: string) => codesOf(mayVouch(begun, { holderId: "bo", isActive, actor: person(by) }));
    expect(["ada", "bo", "cy", "di", "sue"].map(vouching)).toEqual([
      ["voucher_linked"],
      ["voucher_is_holder"],
      ["voucher_linked"],
      ["voucher_linked"],
      [],
    ]);
    const resting = (actorId: string, others: string) => restsOn(begun, { actorId, others: others.split(" ") });
    expect(resting("ada", "bo sue")).toBe("bo");
    expect(resting("bo", "sue")).toBe("bo");
    expect(resting("sue", "ada bo cy")).toBeUndefined();
    expect(resting("ada", "sue")).toBeUndefined();
    expect(actedFor(begun, { actorId: "ada", others: ["bo", "di"] })).toEqual({ barring: ["di"], marked: ["bo"] });
    const apart = { ...begun, linking: [ofCy, ofDi] }; // Sue vouched for Bo
    expect(codesOf(mayVouch(apart, { holderId: "cy", isActive, actor: person("bo") }))).toEqual([]);
    expect([
      restsOn(apart, { actorId: "ada", others: ["bo"] }),
      restsOn(apart, { actorId: "bo", others: ["ada"] }),
    ]).toEqual([undefined, undefined]);
  });

  it("waits for nobody where all who are left would first have to be vouched for themselves", () => {
    const orphaned = holders("ada bo", opening("gone", "ada"), opening("left", "bo"));
    expect(mayCount(orphaned, "ada")).toEqual(allowed);
    expect(codesOf(mayVouch(orphaned, { holderId: "ada", isActive, actor: person("bo") }))).toEqual([]);
    expect(isVouchable({ ...orphaned, people: ["ada", "bo", "left"] }, "ada")).toBe(true);
  });

  it("is vouched for while it is active, by a person whom nobody has to vouch for first", () => {
    const registry = holders("ada bo cy sue", opening("ada", "bo"), opening("sue", "cy"));
    const vouching = (by: string, isActive: boolean) =>
      codesOf(mayVouch(registry, { holderId: "bo", isActive, actor: person(by) }));
    expect(vouching("cy", true)).toEqual(["account_unvouched"]);
    expect(vouching("sue", true)).toEqual([]);
    expect(vouching("sue", false)).toEqual(["holder_not_active"]);
  });

  it("makes whoever opened it no second person on what it did, through others too", () => {
    const chain = holders("ada bo cy sue", opening("ada", "bo"), opening("bo", "cy"));
    const all = ["ada", "bo", "cy", "sue"];
    expect(actedFor(chain, { actorId: "ada", others: all })).toEqual({ barring: ["bo", "cy"], marked: [] });
    expect(actedFor(chain, { actorId: "sue", others: all })).toEqual({ barring: [], marked: [] });
    const alone = { ...chain, people: ["ada", "bo", "cy"] };
    expect(actedFor(alone, { actorId: "ada", others: all })).toEqual({ barring: [], marked: ["bo", "cy"] });
  });
});

describe("a reset link", () => {
  it("is confirmed by nobody who could be who made it, or who holds the account", () => {
    const registry = holders("ada bo cy sue rita", opening("ada", "bo"), opening("cy", "ada"), opening("sue", "rita"));
    const confirming = (by: string) =>
      codesOf(mayConfirmReset(registry, { holderId: "rita", issuerId: "ada", isWorking: false, actor: person(by) }));
    expect(["ada", "rita", "bo", "cy", "sue", "di"].map(confirming)).toEqual([
      ["confirmer_made_link"],
      ["confirmer_is_holder"],
      ["confirmer_opened_by_same"],
      ["confirmer_opened_by_same"],
      ["confirmer_opened_by_same"],
      [],
    ]);
  });
});

describe("whatever the openings", () => {
  const id = fc.constantFrom("a", "b", "c", "d", "e");
  const openings = fc.array(
    fc.record({
      issuerId: id,
      actorId: id,
      by: fc.constantFrom("invitation" as const, "password-reset" as const),
      openedAt: fc.constantFrom(before, after),
    }),
    { maxLength: 6 },
  );
  const reached = (all: readonly AccountOpening[], from: string, seen = [from]): readonly string[] => {
    const next = all.find(({ actorId, issuerId }) => seen.includes(actorId) && !seen.includes(issuerId));
    return next ? reached(all, from, [...seen, next.issuerId]) : seen;
  };

  const people = ["a", "b", "c", "d", "e"];

  it("who may vouch shares no hand with the account while anybody could who does not", () => {
    fc.assert(
      fc.property(openings, id, id, (all, holderId, by) => {
        const registry = { openings: all, linking: all, people, since };
        const may = mayVouch(registry, { holderId, isActive, actor: person(by) }).ok;
        const shares = reached(all, holderId).some((one) => reached(all, by).includes(one));
        const isOpened = all.some(({ actorId }) => actorId === holderId);
        if (isOpened && !shares) expect(may).toBe(mayCount(registry, by).ok);
        if (may && shares) expect(isVouchable(registry, holderId)).toBe(false);
        if (may) expect(reached(all, holderId)).not.toContain(by);
      }),
    );
  });

  it("one pair of hands is never two people on anything, unless nobody could vouch", () => {
    fc.assert(
      fc.property(openings, id, id, (all, one, other) => {
        fc.pre(one !== other);
        const registry = { openings: all, linking: all, people, since };
        const isOneHand = reached(all, one).includes(other) || reached(all, other).includes(one);
        const isRefused =
          !mayCount(registry, other).ok || actedFor(registry, { actorId: other, others: [one] }).barring.length > 0;
        const nobodyCould = !isVouchable(registry, one) || !isVouchable(registry, other);
        if (isOneHand) expect(isRefused || nobodyCould).toBe(true);
      }),
    );
  });

  it("whom an account waits for can do what it waits for: one after the other, all are vouched for", () => {
    fc.assert(
      fc.property(openings, (made) => {
        let left: readonly AccountOpening[] = made.map((one) => ({ ...one, by: "invitation" as const }));
        const waiting = () =>
          people.filter((one) => !mayCount({ openings: left, linking: left, people, since }, one).ok);
        while (waiting().length > 0) {
          const registry = { openings: left, linking: left, people, since };
          const next = waiting().find((holderId) =>
            people.some((by) => mayVouch(registry, { holderId, isActive, actor: person(by) }).ok),
          );
          expect(next).toBeDefined();
          left = left.filter(({ actorId }) => actorId !== next);
        }
      }),
    );
  });

  it("no word between accounts that go back to one link takes the mark away", () => {
    const step = fc.record({ holderId: id, by: id });
    const issuers = fc.tuple(...people.slice(1).map((_one, n) => fc.constantFrom(...people.slice(0, n + 1))));
    fc.assert(
      fc.property(issuers, fc.array(step, { maxLength: 12 }), (from, steps) => {
        const made = from.map((issuerId, n) => opening(issuerId, people[n + 1]!)); // everybody goes back to the first
        let registry: Holders = { openings: made, linking: made, people, since };
        for (const { holderId, by } of steps) {
          if (!mayVouch(registry, { holderId, isActive, actor: person(by) }).ok) continue;
          const without = (some: readonly AccountOpening[]) => some.filter(({ actorId }) => actorId !== holderId);
          const isAlone = isVouchedAlone(registry, { holderId, voucherId: by });
          const linking = isAlone ? registry.linking : without(registry.linking);
          registry = { ...registry, openings: without(registry.openings), linking };
        }
        for (const one of people)
          for (const other of people.filter((them) => them !== one))
            expect(
              restsOn(registry, { actorId: one, others: [other] }) ??
                restsOn(registry, { actorId: other, others: [one] }),
            ).toBeDefined();
      }),
    );
  });
});
