// Signing in: alike for everyone who may not, limited before anything is hashed, one account however an address is written.
import { anonymousActor, refuse, systemActor } from "@chancery/core";
import { accountOf } from "@chancery/db";
import { expect, it } from "vitest";
import type { House } from "../house.ts";
import { addPerson } from "../people/add.ts";
import { disableAccount } from "../people/disable.ts";
import { flushRefusals } from "../record-refusal.ts";
import { codeIn, openClaimed, password } from "../testing/claimed.ts";
import { eachEngine } from "../testing/index.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { createPasswords } from "./passwords.ts";
import { startSession } from "./start-session.ts";
import { issueSignInLink, startSessionByLink } from "./start-session-by-link.ts";

const minute = 60_000;
const wrong = "crimson harbour 92";

eachEngine("signing in", (open) => {
  it("answers a wrong password, an unknown address, an open invitation and a disabled account alike", async () => {
    const world = await openClaimed(await open());
    const ada = await world.join("Ada");
    await addPerson(world.house, world.call(world.grace.actor), { name: "Vera", email: "vera@example.test" });
    await disableAccount(world.house, world.call(world.grace.actor), { actorId: ada.actor.id, reason: "left" });
    const answers = [];
    for (const [email, given] of [
      [world.grace.email, wrong],
      ["nobody@example.test", password],
      ["vera@example.test", password],
      [ada.email, password],
    ])
      answers.push(await world.signIn(email!, { password: given! }).catch((error: unknown) => error));
    for (const answer of answers)
      expect(answer).toMatchObject({ code: "UNAUTHENTICATED", reasons: [{ code: "sign_in_failed" }] });
    expect(new Set(answers.map((answer) => (answer as Error).message)).size).toBe(1);
  });

  it("leaves a denied leaf about the account, equal ones within a minute as one more with their count", async () => {
    const world = await openClaimed(await open());
    const before = (await world.leaves()).length;
    for (let n = 0; n < 4; n += 1) await world.signIn(world.grace.email, { password: wrong }).catch(() => undefined);
    await world.signIn("nobody@example.test").catch(() => undefined);
    world.clock.advance(2 * minute);
    await flushRefusals(world.house);
    const [first, unknown, repeats, ...more] = (await world.leaves()).slice(before);
    expect(first).toMatchObject({
      authid: "anonymous",
      subject: `actor/${world.grace.actor.id}`,
      data: { outcome: "denied" },
    });
    expect(unknown).toMatchObject({ subject: "organisation/organisation", data: { outcome: "denied" } });
    expect(repeats).toMatchObject({ subject: first!.subject, data: { outcome: "denied" } });
    expect(JSON.stringify(repeats)).toContain('"count":3');
    expect(more).toEqual([]);
  });

  it("closes an account to an address after 5 failures, for 15 minutes, the right password included", async () => {
    const world = await openClaimed(await open());
    const from = { address: "203.0.113.7" };
    for (let n = 0; n < 5; n += 1)
      await expect(world.signIn(world.grace.email, { ...from, password: wrong })).rejects.toMatchObject({
        code: "UNAUTHENTICATED",
      });
    world.clock.advance(5 * minute);
    await expect(world.signIn(world.grace.email, from)).rejects.toMatchObject({
      code: "LIMIT_EXCEEDED",
      facts: { retryAfterSeconds: 600 },
    });
    await expect(world.signIn(world.grace.email, { address: "203.0.113.8" })).resolves.toBeDefined();
    world.clock.advance(10 * minute);
    await expect(world.signIn(world.grace.email, from)).resolves.toBeDefined();
  });

  it("hashes no more than 5 of 40 guesses made at once", async () => {
    const world = await openClaimed(await open());
    let hashed = 0;
    const passwords = {
      ...world.house.passwords,
      verify: (stored: string | null, given: string) => ((hashed += 1), world.house.passwords.verify(stored, given)),
    };
    const house = { ...world.house, passwords };
    const guess = () =>
      startSession(house, world.call(anonymousActor), {
        email: world.grace.email,
        password: wrong,
        address: "203.0.113.7",
      });
    const guesses = await Promise.allSettled(Array.from({ length: 40 }, guess));
    expect(hashed).toBe(5);
    expect(
      guesses.filter((one) => one.status === "rejected" && (one.reason as { code: string }).code === "LIMIT_EXCEEDED"),
    ).toHaveLength(35);
  });

  it("closes an account to strangers after 20 failures in an hour, and not to an address it signed in from", async () => {
    const world = await openClaimed(await open());
    const home = { address: "198.51.100.1" };
    await world.signIn(world.grace.email, home);
    const guess = (n: number) => world.signIn(world.grace.email, { password: wrong, address: `203.0.113.${n}` });
    for (let n = 0; n < 20; n += 1) await expect(guess(n)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    await expect(guess(21)).rejects.toMatchObject({ code: "LIMIT_EXCEEDED" });
    await expect(world.signIn(world.grace.email, home)).resolves.toBeDefined();
    world.clock.advance(61 * minute);
    await expect(guess(22)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });

  it("closes an address after 100 failures in 15 minutes, whichever accounts it tried", async () => {
    const world = await openClaimed(await open());
    const guess = (n: number) => world.signIn(`user${n}@example.test`, { address: "203.0.113.7" });
    for (let n = 0; n < 100; n += 1) await expect(guess(n)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    await expect(guess(101)).rejects.toMatchObject({ code: "LIMIT_EXCEEDED" });
    await expect(world.signIn(world.grace.email, { address: "203.0.113.7" })).rejects.toMatchObject({
      code: "LIMIT_EXCEEDED",
    });
  });

  it("does not count what could not even be tried", async () => {
    const world = await openClaimed(await open());
    const house = {
      ...world.house,
      passwords: createPasswords({ memoryKiB: 1024, passes: 1, running: 1, waiting: 0 }),
    };
    const attempt = () =>
      startSession(house, world.call(anonymousActor), { email: world.grace.email, password, address: "203.0.113.7" });
    for (let round = 0; round < 4; round += 1) {
      const answers = await Promise.allSettled([attempt(), attempt(), attempt()]);
      for (const answer of answers)
        if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "UNAVAILABLE" });
    }
    await expect(attempt()).resolves.toBeDefined();
  });

  it("does not count a try under which the database went away, once it is back", async () => {
    const world = await openClaimed(await open());
    const { db, passwords } = world.house;
    let isGone = false;
    const house: House = {
      ...world.house,
      db: {
        ...db,
        transaction: (run) =>
          isGone ? Promise.reject(refuse("UNAVAILABLE", "database_unreachable", "gone")) : db.transaction(run),
      },
      passwords: {
        ...passwords,
        verify: async (stored, given) => {
          const isRight = await passwords.verify(stored, given);
          isGone = goesAway;
          return isRight;
        },
      },
    };
    let goesAway = true;
    const attempt = () =>
      startSession(house, world.call(anonymousActor), { email: world.grace.email, password, address: "203.0.113.7" });
    for (let round = 0; round < 12; round += 1) {
      isGone = false;
      await expect(attempt()).rejects.toMatchObject({ code: "UNAVAILABLE" });
    }
    [isGone, goesAway] = [false, false];
    await expect(attempt()).resolves.toBeDefined();
  });

  it.each([
    ["a＠evil.test@victim.test"],
    ['"a@evil.test"@victim.test'],
    ["a@x,b@y"],
    ["a@x b@y"],
    ["a@x\r\nb@y"],
    ["a@-x.test"],
    ["@victim.test"],
    [`${"a".repeat(65)}@x.test`],
    [`a@${"x".repeat(10_000_000)}`],
  ])("refuses an address that could be read two ways: %.40s", async (email) => {
    const { house, call } = await open();
    await expect(startSession(house, call(anonymousActor), { email, password })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
    await expect(addPerson(house, call(systemActor), { name: "A", email })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
  });

  it("knows one account however its address is written", async () => {
    const world = await openClaimed(await open());
    await expect(world.signIn("  GRACE＠Example.TEST ")).resolves.toMatchObject({
      actor: { id: world.grace.actor.id },
    });
    await expect(
      addPerson(world.house, world.call(world.grace.actor), { name: "G", email: "Grace@EXAMPLE.test" }),
    ).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });

  it("hashes anew under today's parameters when somebody signs in", async () => {
    const opened = await open();
    const earlier = createPasswords({ memoryKiB: 2048, passes: 1 });
    const { grace } = await openClaimed({ ...opened, house: { ...opened.house, passwords: earlier } });
    const stored = async () => (await accountOf(opened.house.db.read, { actorId: grace.actor.id }))?.passwordHash ?? "";
    expect(await stored()).toContain("$m=2048,t=1,p=1$");
    const signIn = () => startSession(opened.house, opened.call(anonymousActor), { email: grace.email, password });
    await signIn();
    expect(await stored()).toContain("$m=1024,t=1,p=1$");
    await expect(signIn()).resolves.toBeDefined();
  });

  it("signs in by a one-time link once, for whom it was made", async () => {
    const world = await openClaimed(await open());
    const stranger = world.call(anonymousActor);
    const code = await issueSignInLink(world.house, world.grace.actor.id);
    const attempts = await Promise.allSettled(
      Array.from({ length: 10 }, () => startSessionByLink(world.house, stranger, { code })),
    );
    expect(attempts.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    await expect(startSessionByLink(world.house, stranger, { code })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("lets an invited person set a password once, and refuses one made of their name", async () => {
    const world = await openClaimed(await open());
    const stranger = world.call(anonymousActor);
    const { actor, invitationUrl } = await addPerson(world.house, world.call(world.grace.actor), {
      name: "Ada Lovelace",
      email: "ada@example.test",
    });
    expect(actor.state).toBe("invited");
    const code = codeIn(invitationUrl);
    await expect(acceptInvitation(world.house, stranger, { code, password: "lovelace2026" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
    const accepted = await Promise.allSettled(
      Array.from({ length: 10 }, () => acceptInvitation(world.house, stranger, { code, password })),
    );
    expect(accepted.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    for (const one of accepted) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "NOT_FOUND" });
    await expect(world.signIn("ada@example.test")).resolves.toMatchObject({ actor: { id: actor.id } });
    expect((await world.leaves()).filter((leaf) => leaf.type.includes("person.joined"))).toHaveLength(1);
  });

  it("lets an invitation expire after 7 days", async () => {
    const world = await openClaimed(await open());
    const { invitationUrl } = await addPerson(world.house, world.call(world.grace.actor), {
      name: "Ada",
      email: "ada@example.test",
    });
    world.clock.advance(7 * 24 * 60 * minute);
    await expect(
      acceptInvitation(world.house, world.call(anonymousActor), { code: codeIn(invitationUrl), password }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
