// Health for whoever watches the process, and whom to tell of a fault in it.
import type { Hono } from "hono";
import type { Env } from "./request.ts";

/** Whom to tell of a fault, and where it stands what they then do. */
export type Disclosure = {
  /** An e-mail address or a URL. */
  readonly securityContact?: string | undefined;
  readonly securityPolicy?: string | undefined;
};

const yearMs = 365 * 24 * 3_600_000;

/** `/healthz`: the process answers. `/readyz`: so does the database, and acts can be taken. `/.well-known/security.txt`: RFC 9116. */
export function addWellKnown(app: Hono<Env>, { securityContact, securityPolicy }: Disclosure): void {
  app.get("/healthz", (c) => c.json({ status: "ok" }));
  app.get("/readyz", async (c) => {
    const { db, freeze, log } = c.get("deps").house;
    if (freeze.because) return c.json({ status: "frozen", reason: freeze.because }, 503);
    try {
      await db.ping();
      return c.json({ status: "ready" });
    } catch (error) {
      log.error({ err: error }, "the database does not answer");
      return c.json({ status: "unavailable" }, 503);
    }
  });
  app.get("/.well-known/security.txt", (c) => {
    const { clock, settings } = c.get("deps").house;
    if (!securityContact) return c.notFound();
    const contact =
      securityContact.includes("@") && !securityContact.includes(":") ? `mailto:${securityContact}` : securityContact;
    const lines = [
      `Contact: ${contact}`,
      `Expires: ${new Date(clock.now().getTime() + yearMs - 24 * 3_600_000).toISOString()}`,
      ...(securityPolicy ? [`Policy: ${securityPolicy}`] : []),
      "Preferred-Languages: en",
      `Canonical: ${settings.publicUrl}/.well-known/security.txt`,
    ];
    return c.text(`${lines.join("\n")}\n`);
  });
}
