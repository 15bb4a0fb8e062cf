// A registry that one admin filled by invitations: it works for a small team, and says so where it may be one person's alone.
import { anonymousActor, type Actor } from "@chancery/core";
import { expect, it } from "vitest";
import { confirmGrant } from "../grants/confirm.ts";
import { giveGrant } from "../grants/give.ts";
import { listGrants } from "../grants/list.ts";
import { resetPassword } from "../identity/reset-password.ts";
import { createModel } from "../models/create.ts";
import { listPeople } from "../people/list.ts";
import { offerResetTo } from "../people/offer-reset-to.ts";
import { vouchForHolder } from "../people/vouch.ts";
import { approveAs, askForProduction, type Asked } from "../testing/ask-and-approve.ts";
import { attempt } from "../testing/attempt.ts";
import { codeIn, openClaimed } from "../testing/claimed.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { getPromotion } from "./get.ts";

/** Grace, admin and reviewer, filled it with Ada, who makes versions, and others; all vouched for each other as far as they may. */
async function openFilled(world: World, names: readonly string[]) {
  const claimed = await openClaimed(world);
  const { house, call, grace } = claimed;
  const { id: teamId } = await world.team("speech");
  const ada = (await claimed.join("Ada")).actor;
  const others: Actor[] = [];
  for (const name of names) others.push((await claimed.join(name)).actor);
  const members = [ada, ...others];
  for (const by of [...members].reverse())
    for (const { id: actorId } of members) await attempt(() => vouchForHolder(house, call(by), { actorId }));
  const onTeam = { scope: "team", scopeId: teamId };
  for (const { id: actorId } of [ada, ...others])
    await giveGrant(house, call(grace.actor), { actorId, role: "contributor", ...onTeam });
  const appoint = async (actorId: string) => {
    const given = await attempt(() => giveGrant(house, call(grace.actor), { actorId, role: "reviewer", ...onTeam }));
    for (const by of members) await attempt(() => confirmGrant(house, call(by), { grantId: given?.id }));
  };
  for (const { id } of [...members, grace.actor]) await appoint(id);
  await createModel(house, call(ada), { team: "speech", name: "vad" });
  let made = 0;
  return {
    ...claimed,
    ada,
    members,
    ask: (by: Actor) => askForProduction(claimed, { by, version: `${(made += 1)}` }),
    approve: (by: Actor, asked: Asked) => approveAs(claimed, by, asked),
  };
}

eachEngine("one person who filled a new registry with accounts of their own", (open) => {
  for (const names of [[], ["Bo"], ["Bo", "Cy"]])
    it(`lets nothing into production unmarked with ${names.length + 1} of them`, async () => {
      const filled = await openFilled(await open(), names);
      const { house, call, grace, members } = filled;
      const hands = [grace.actor, ...members];
      let executed = 0;
      for (const by of members)
        for (const voter of hands.filter(({ id }) => id !== by.id)) {
          const asked = await filled.ask(by);
          const outcome = await attempt(() => filled.approve(voter, asked));
          const shown = await getPromotion(house, call(grace.actor), { number: asked.number });
          expect([by.name, voter.name, shown.isUnvouched]).toEqual([by.name, voter.name, shown.state === "executed"]);
          executed += outcome === undefined ? 0 : 1;
        }
      expect(executed).toBeGreaterThan(0); // nobody is locked out
      const { items } = await listGrants(house, call(grace.actor), {});
      const appointed = items.filter(({ role, from }) => role === "reviewer" && from !== null);
      expect(appointed.map(({ beginning }) => beginning)).toEqual(appointed.map(() => "alone"));
      expect(appointed.length).toBeGreaterThan(0);
    }, 60_000);
});

eachEngine("one person with two accounts among colleagues whom they invited too", (open) => {
  it("lets nothing into production unmarked, whoever vouches first", async () => {
    const world = await openClaimed(await open());
    const { house, call, grace } = world;
    const { id: scopeId } = await world.team("speech");
    for (const name of ["Bob", "Carol", "Dan"]) await world.join(name);
    const [xavier, yvonne] = [(await world.join("Xavier")).actor, (await world.join("Yvonne")).actor];
    const give = (actorId: string, role: string) =>
      giveGrant(house, call(grace.actor), { actorId, role, scope: "team", scopeId });
    expect(await give(xavier.id, "reviewer")).toMatchObject({ beginning: "alone" });
    await give(yvonne.id, "contributor");
    await createModel(house, call(yvonne), { team: "speech", name: "vad" });
    for (const [by, of] of [
      [xavier, yvonne],
      [yvonne, xavier],
    ] as const) {
      await vouchForHolder(house, call(by), { actorId: of.id });
      expect((await world.leaves()).at(-1)).toMatchObject({ data: { after: { actorId: of.id, isAlone: true } } });
    }
    const asked = await askForProduction(world, { by: yvonne });
    await expect(approveAs(world, xavier, asked)).resolves.toMatchObject({ state: "executed", isUnvouched: true });
    const { items } = await listPeople(house, call(xavier), { isUsable: true });
    const marked = items.filter(({ unvouched }) => unvouched !== null).map(({ name }) => name);
    expect(marked).toEqual(["Bob", "Carol", "Dan", "Xavier", "Yvonne"]);
  });
});

eachEngine("a small team", (open) => {
  for (const [team, members] of [
    ["of one admin and one maker", []],
    ["of one admin and two whom they invited, who vouched for each other", ["Bo"]],
    ["of one admin and three whom they invited, who vouched for each other", ["Bo", "Cy"]],
  ] as const)
    it(`${team} promotes, marked, and unmarked once the maker has a link made on the server`, async () => {
      const filled = await openFilled(await open(), members);
      const { house, call, grace } = filled;
      const promoted = async (maker: Actor) => {
        const asked = await filled.ask(maker);
        await expect(filled.approve(grace.actor, asked)).resolves.toMatchObject({ state: "executed" });
        return (await getPromotion(house, call(grace.actor), { number: asked.number })).isUnvouched;
      };
      expect(await promoted(filled.ada)).toBe(true);
      const offered = await offerResetTo(house, "ada@example.test");
      const next = { code: codeIn(offered?.url ?? ""), password: "amber meadow 17 rain" };
      await resetPassword(house, call(anonymousActor), next);
      const { actor } = await filled.signIn("ada@example.test", { password: next.password });
      expect(await promoted(actor)).toBe(false);
    });
});
