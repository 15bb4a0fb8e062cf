// A new registry: nothing to guess, one claim, one admin.
import { readFileSync } from "node:fs";
import { anonymousActor, organisationId } from "@chancery/core";
import { adminsOf, listActors } from "@chancery/db";
import { plainly } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { serverInfo } from "../meta/info.ts";
import { openClaimed, password } from "../testing/claimed.ts";
import { eachEngine } from "../testing/index.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { claim } from "./claim.ts";
import { issueClaimLink } from "./claim-link.ts";
import { ensureInitialised } from "./initialise.ts";
import { startSession } from "./start-session.ts";
import { issueSignInLink, startSessionByLink } from "./start-session-by-link.ts";
import { unattendedClaim } from "./unattended-claim.ts";

const grace = { name: "Grace Hopper", email: "grace@example.test", password };

eachEngine("claiming a registry", (open, engine) => {
  it("has no account at first, and lets nobody in by default credentials", async () => {
    const world = await open();
    const stranger = world.call(anonymousActor);
    expect(await listActors(world.house.db.read, { limit: 10 })).toEqual([]);
    for (const guess of ["admin", "password1234", ""])
      await expect(
        startSession(world.house, stranger, { email: "admin@localhost", password: guess }),
      ).rejects.toMatchObject({
        code: "UNAUTHENTICATED",
      });
    await expect(startSession(world.house, stranger, { email: "admin", password: "admin" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
  });

  it("is set up once, as the first leaf, however many processes start", async () => {
    const { house, leaves } = await open();
    await Promise.all(Array.from({ length: 10 }, () => ensureInitialised(house)));
    await ensureInitialised(house);
    const [first, ...rest] = await leaves();
    expect(first).toMatchObject({ type: expect.stringContaining("registry.initialised") as string, authid: "system" });
    expect(JSON.stringify(first)).toContain(house.signer.verifierKey.slice(0, 20));
    expect(rest).toEqual([]);
  });

  it("makes whoever holds the link the first admin, with a leaf for the claim and one for the role", async () => {
    const { house, call, leaves } = await open();
    const stranger = call(anonymousActor);
    expect(await serverInfo(house, stranger, {})).toMatchObject({ isClaimed: false });
    const code = await issueClaimLink(house);
    expect(await claim(house, stranger, { ...grace, code })).toEqual({ email: grace.email });
    expect(await serverInfo(house, stranger, {})).toMatchObject({
      isClaimed: true,
      verifierKey: house.signer.verifierKey,
    });
    const [claimed, given] = await leaves();
    expect(claimed?.type).toContain("registry.claimed");
    expect(JSON.stringify(claimed)).not.toContain("grace");
    expect(given).toMatchObject({ causationid: claimed?.id, data: { outcome: "success" } });
    expect(JSON.stringify(given)).toContain(organisationId);
    expect(await adminsOf(house.db.read, house.clock.now())).toHaveLength(1);
  });

  it("has one admin after 50 claims at once, and answers the rest NOT_FOUND", async () => {
    const { house, call } = await open();
    const code = await issueClaimLink(house);
    const claims = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) =>
        claim(house, call(anonymousActor), { ...grace, code, email: `grace${n}@example.test` }),
      ),
    );
    const refused = claims.filter((one) => one.status === "rejected");
    expect(refused).toHaveLength(49);
    for (const one of refused) expect(one.reason).toMatchObject({ code: "NOT_FOUND" });
    expect(await adminsOf(house.db.read, house.clock.now())).toHaveLength(1);
  });

  it("opens by the newest link only, within 24 hours, and never again once claimed", async () => {
    const { house, call, clock } = await open();
    const stranger = call(anonymousActor);
    const attempt = (code: string | undefined) => claim(house, stranger, { ...grace, code });
    const renewed = await issueClaimLink(house);
    const newest = await issueClaimLink(house);
    await expect(attempt(renewed)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(attempt("made-up")).rejects.toMatchObject({ code: "NOT_FOUND" });
    clock.advance(24 * 3_600_000);
    await expect(attempt(newest)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const good = await issueClaimLink(house);
    await attempt(good);
    await expect(attempt(good)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await issueClaimLink(house)).toBeUndefined();
  });

  it("keeps a link open when the password is refused", async () => {
    const { house, call } = await open();
    const code = await issueClaimLink(house);
    for (const weak of ["", "seven77", "password1234", "gracehopper1234"])
      await expect(claim(house, call(anonymousActor), { ...grace, code, password: weak })).rejects.toMatchObject({
        code: "INVALID_INPUT",
      });
    await expect(claim(house, call(anonymousActor), { ...grace, code })).resolves.toEqual({ email: grace.email });
  });

  it("takes each code for its own purpose only", async () => {
    const world = await openClaimed(await open());
    const stranger = world.call(anonymousActor);
    const code = await issueSignInLink(world.house, world.grace.actor.id);
    await expect(acceptInvitation(world.house, stranger, { code, password })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(claim(world.house, stranger, { ...grace, code })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(startSessionByLink(world.house, stranger, { code })).resolves.toMatchObject({
      actorId: world.grace.actor.id,
    });
  });

  it("is claimed from the environment once", async () => {
    const { house, signIn } = { ...(await open()), signIn: startSession };
    expect(await unattendedClaim(house, grace)).toBe(true);
    expect(await unattendedClaim(house, { ...grace, email: "other@example.test" })).toBe(false);
    await expect(
      signIn(house, { actor: anonymousActor, requestId: "r" }, { email: grace.email, password }),
    ).resolves.toBeDefined();
  });

  it("is done once by the environment, however many processes start at once", async () => {
    const { house } = await open();
    const claims = await Promise.all(Array.from({ length: 5 }, () => unattendedClaim(house, grace)));
    expect(claims.filter((isOurs) => isOurs)).toHaveLength(1);
    expect(await listActors(house.db.read, { limit: 10 })).toHaveLength(1);
  });

  it("keeps no code, password or session id in the database", async () => {
    const world = await openClaimed(await open());
    const link = await issueSignInLink(world.house, world.grace.actor.id);
    const secrets = [password, world.grace.sessionId, link];
    if (engine.name === "SQLite") {
      const bytes = ["", "-wal"].map((suffix) => readFileSync(world.location + suffix).toString("latin1")).join("");
      for (const secret of secrets) expect(bytes).not.toContain(secret);
    }
    for (const table of ["link", "session", "credential", "audit_disclosure", "idempotency"])
      for (const secret of secrets)
        expect(JSON.stringify(await plainly(world.location, `SELECT * FROM "${table}"`))).not.toContain(secret);
  });
});
