// A clock that jumps: what was made under one that ran ahead does not live on, and nothing ends over a small step.
import { anonymousActor } from "@chancery/core";
import { newestCheckpoint } from "@chancery/db";
import { expect, it } from "vitest";
import { makeDueCheckpoint } from "../audit/make-due-checkpoint.ts";
import { openClaimed, password } from "../testing/claimed.ts";
import { eachEngine } from "../testing/index.ts";
import { actorOfToken } from "../tokens/actor-of-token.ts";
import { createToken } from "../tokens/create.ts";
import { actorOfSession } from "./actor-of-session.ts";
import { issueSignInLink, startSessionByLink } from "./start-session-by-link.ts";

const hour = 3_600_000;
const day = 24 * hour;
const all = { name: "laptop", scopes: ["*"], expiresInDays: 90 };
const wrong = "crimson harbour 92";

eachEngine("a clock that is set back", (open) => {
  it("ends no session, token or link over a step of hours", async () => {
    const world = await openClaimed(await open());
    const ada = await world.join("Ada");
    const { token } = await createToken(world.house, world.call(ada.actor), all);
    const link = await issueSignInLink(world.house, ada.actor.id);
    world.clock.advance(-2 * hour);
    expect(await actorOfSession(world.house, ada.sessionId)).toEqual(ada.actor);
    expect(await actorOfToken(world.house, token)).toMatchObject({ id: ada.actor.id });
    await expect(startSessionByLink(world.house, world.call(anonymousActor), { code: link })).resolves.toBeDefined();
  });

  it("keeps no session, token or link that was made while it ran more than a day ahead", async () => {
    const world = await openClaimed(await open());
    const before = await world.join("Ada");
    world.clock.advance(400 * day);
    const { sessionId, actor } = await world.signIn(before.email);
    const { token } = await createToken(world.house, world.call(actor), all);
    const link = await issueSignInLink(world.house, actor.id);
    world.clock.advance(-400 * day);
    expect(await actorOfSession(world.house, before.sessionId)).toEqual(before.actor);
    expect(await actorOfSession(world.house, sessionId)).toBe(anonymousActor);
    await expect(actorOfToken(world.house, token)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    await expect(startSessionByLink(world.house, world.call(anonymousActor), { code: link })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("keeps nobody locked out for longer than the clock now says", async () => {
    const world = await openClaimed(await open());
    for (let n = 0; n < 6; n += 1) await world.signIn(world.grace.email, { password: wrong }).catch(() => undefined);
    await expect(world.signIn(world.grace.email, { password })).rejects.toMatchObject({ code: "LIMIT_EXCEEDED" });
    world.clock.advance(-2 * hour);
    await expect(world.signIn(world.grace.email, { password })).resolves.toBeDefined();
  });

  it("still gets its checkpoints, and the log's times never go back", async () => {
    const world = await openClaimed(await open());
    world.clock.advance(10_000);
    expect(await makeDueCheckpoint(world.house)).toBe(true);
    world.clock.advance(-2 * hour);
    await world.signIn(world.grace.email);
    expect(await makeDueCheckpoint(world.house)).toBe(true);
    expect((await newestCheckpoint(world.house.db.read))?.size).toBe((await world.leaves()).length);
    const times = (await world.leaves()).map((leaf) => String((leaf as unknown as { time: string }).time));
    expect(times[0]).toMatch(/^2026-/);
    expect(times).toEqual([...times].sort());
  });
});
