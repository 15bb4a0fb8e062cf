// Who a Cookie header speaks for: our cookie's name, next-auth's encryption, and the session row behind it.
import { anonymousActor, type Actor } from "@chancery/core";
import { actorOfSession, type House } from "@chancery/services";
import { decode } from "next-auth/jwt";
import { sessionCookie } from "../session-cookie.ts";

/** The anonymous actor for any cookie that does not lead to a live session. */
export function sessionReader(house: House, sessionSecret: string): (cookieHeader: string | null) => Promise<Actor> {
  const { name } = sessionCookie(house.settings.publicUrl);
  return async (cookieHeader) => {
    const token = valueOf(cookieHeader, name);
    if (token === undefined) return anonymousActor;
    const claims = await decode({ token, secret: sessionSecret }).catch(() => null);
    const sessionId: unknown = claims?.["sid"];
    return typeof sessionId === "string" ? actorOfSession(house, sessionId) : anonymousActor;
  };
}

/** The cookie's value; undefined when it stands twice, because then someone else may have set one. */
function valueOf(header: string | null, name: string): string | undefined {
  const found = (header ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return found.length === 1 ? found[0] : undefined;
}
