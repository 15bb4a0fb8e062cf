// The door through which the pages reach the house: next bundles its own copy of our modules, so it is a value on globalThis.
import { createHmac } from "node:crypto";
import { createCaller, seal } from "@chancery/api";
import { anonymousActor, isChanceryError, type Actor } from "@chancery/core";
import { endSession, serverInfo, startSession, startSessionByLink, type Call, type House } from "@chancery/services";
import { portalKey, type Portal, type SignInAnswer, type SignedIn } from "../portal-door.ts";
import { answerWith } from "./page-status.ts";
import { sessionReader } from "./session-of-cookie.ts";
import { answerFor } from "./sign-in-answer.ts";
import type { Texts } from "./texts/texts.ts";

/** Derived, so that a session's cookie and a page's key never share a key. */
const sessionSecretOf = (house: House) =>
  createHmac("sha256", house.settings.secret).update("session cookie").digest("hex");

/** Leaves the portal where the pages look for it. */
export function openPortal(house: House, texts: Texts): Portal {
  const sessionSecret = sessionSecretOf(house);
  const call = (actor: Actor = anonymousActor): Call => ({ actor, requestId: house.newId() });
  let isClaimed = false; // a claimed registry stays claimed
  const portal: Portal = {
    actorOf: sessionReader(house, sessionSecret),
    caller: (actor, requestId) => createCaller(seal({ house, call: { actor, requestId } })),
    startSession: (attempt) => signedIn(house, call(), (by) => startSession(house, by, attempt)),
    startSessionByLink: (attempt) => signedIn(house, call(), (by) => startSessionByLink(house, by, attempt)),
    endSession: (sessionId) => endSession(house, call(), sessionId),
    stages: house.db.stages,
    tiers: house.db.tiers,
    isClaimed: async () => (isClaimed ||= (await serverInfo(house, call(), {})).isClaimed),
    now: () => house.clock.now(),
    shownText: (text) => texts.shown(text),
    answerWith,
    noteFailure: (error, requestId) => house.log.error({ err: error, requestId }, "a page failed"),
    sessionSecret,
    publicUrl: house.settings.publicUrl,
  };
  (globalThis as { [portalKey]?: Portal })[portalKey] = portal;
  return portal;
}

async function signedIn(house: House, call: Call, start: (call: Call) => Promise<SignedIn>): Promise<SignInAnswer> {
  try {
    return await start(call);
  } catch (error) {
    const answer = answerFor(error);
    if (answer === "unavailable" && (!isChanceryError(error) || error.cause !== undefined))
      house.log.error({ err: error, requestId: call.requestId }, "signing in failed");
    return answer;
  }
}
