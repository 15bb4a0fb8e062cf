// Signing out: what next-auth's cookie named stops working at once.
import { isChanceryError } from "@chancery/core";
import { endSessions } from "../sessions/end.ts";
import type { Call, House } from "../house.ts";
import { actorOfSession } from "./actor-of-session.ts";
import { digestOfSecret } from "./secret-codes.ts";

/** Ends the session with this id; one that is over already stays over. */
export async function endSession(house: House, call: Call, sessionId: string): Promise<void> {
  const actor = await actorOfSession(house, sessionId);
  if (actor.kind === "anonymous") return;
  try {
    await endSessions(house, { ...call, actor }, { sessionId: digestOfSecret(sessionId) });
  } catch (error) {
    if (!isChanceryError(error) || error.code !== "NOT_FOUND") throw error; // ended a moment ago, elsewhere
  }
}
