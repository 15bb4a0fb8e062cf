// The door Next reaches the house through, and who a session cookie speaks for.
import { decode } from "next-auth/jwt";
import { createCaller, seal } from "@chancery/api";
import { anonymousActor, isChanceryError, type Actor } from "@chancery/core";
import {
  actorOfSession,
  endSession,
  serverInfo,
  startSession,
  startSessionByLink,
  type Call,
  type House,
} from "@chancery/services";
import type { Portal, SignedIn } from "../portal-door.ts";
import { sessionCookie } from "../session-cookie.ts";

/** Reads our session cookie out of a Cookie header; anonymous for none, a bad one, or one whose session ended. */
export function cookieReader(house: House): (cookieHeader: string) => Promise<Actor> {
  const { name } = sessionCookie(house.settings.publicUrl);
  return async (header) => {
    const token = cookieValue(header, name);
    const claims =
      token === undefined ? null : await decode({ token, secret: house.settings.secret }).catch(() => null);
    return typeof claims?.["sid"] === "string" ? actorOfSession(house, claims["sid"]) : anonymousActor;
  };
}

/** The first cookie of that name; undefined where it stands more than once: one of them is not ours. */
function cookieValue(header: string, name: string): string | undefined {
  const found = header.split(";").flatMap((pair) => {
    const cut = pair.indexOf("=");
    return cut > 0 && pair.slice(0, cut).trim() === name ? [pair.slice(cut + 1).trim()] : [];
  });
  return found.length === 1 ? found[0] : undefined;
}

export function createPortal(house: House): Portal {
  const actorOfCookie = cookieReader(house);
  const call = (actor: Actor): Call => ({ actor, requestId: house.newId() });
  return {
    actorOf: (header) => (header === null ? Promise.resolve(anonymousActor) : actorOfCookie(header)),
    caller: (actor, requestId) => createCaller(seal({ house, call: { actor, requestId } })),
    startSession: (attempt) =>
      quietly(house, () => startSession(house, { ...call(anonymousActor), ...attempt }, attempt)),
    startSessionByLink: (attempt) =>
      quietly(house, () => startSessionByLink(house, { ...call(anonymousActor), ...attempt }, attempt)),
    endSession: (sessionId) => endSession(house, call(anonymousActor), sessionId),
    isClaimed: async () => (await serverInfo(house, call(anonymousActor), {})).isClaimed,
    now: () => house.clock.now(),
    sessionSecret: house.settings.secret,
    publicUrl: house.settings.publicUrl,
  };
}

/** Every refusal is null, because next-auth would put its text into a URL; what is no refusal is logged. */
async function quietly(house: House, start: () => Promise<SignedIn>): Promise<SignedIn | null> {
  try {
    const { actorId, sessionId } = await start();
    return { actorId, sessionId };
  } catch (error) {
    if (!isChanceryError(error)) house.log.error({ err: error }, "a sign-in failed");
    return null;
  }
}
