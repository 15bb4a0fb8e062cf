// Health for whoever watches the process, and whom to tell of a fault in it.
import { refuse } from "@chancery/core";
import { failingJobs, type House } from "@chancery/services";
import type { Ctx } from "./request.ts";

export const nothingHere = () => refuse("NOT_FOUND", "route_unknown", "nothing exists at this address");

/** Whom to tell of a fault, and where it stands what they then do. */
export type Disclosure = {
  /** An e-mail address or a URL. */
  readonly securityContact?: string | undefined;
  readonly securityPolicy?: string | undefined;
};

const yearMs = 365 * 24 * 3_600_000;

/** `/healthz`: the process answers. `/readyz`: so does the database, also where the log is found damaged and no act is taken. `/.well-known/security.txt`: RFC 9116. */
export const wellKnown = (
  disclosure: Disclosure,
): Readonly<Record<string, (c: Ctx) => Response | Promise<Response>>> => ({
  "/healthz": (c) => c.json({ status: "ok" }),
  "/readyz": ready,
  "/.well-known/security.txt": (c) => securityTxt(c, disclosure),
});

/** 200 as long as reads are answered: who resolves a version is not sent away because nobody may promote one. */
async function ready(c: Ctx): Promise<Response> {
  const { house } = c.get("deps");
  const { db, freeze, log, checkNote } = house;
  const check = await checkNote.read().then(told, () => null);
  if (freeze.because) return c.json({ status: "frozen", reason: freeze.because, check });
  try {
    await db.ping();
    return c.json({ status: "ready", check, failingJobs: await failingJobs(house) });
  } catch (error) {
    log.error({ err: error }, "the database does not answer");
    return c.json({ status: "unavailable" }, 503);
  }
}

/** What the last check of the log found: that it did and where, not what, which is for who may read the log. */
const told = (note: Awaited<ReturnType<House["checkNote"]["read"]>>) =>
  note
    ? {
        isOk: note.isOk,
        endedAt: note.endedAt,
        entries: note.reach,
        rows: note.rows,
        firstBad: note.firstBad,
        codes: [...new Set(note.reasons.map(({ code }) => code))],
      }
    : null;

function securityTxt(c: Ctx, { securityContact, securityPolicy }: Disclosure): Response | Promise<Response> {
  const { clock, settings } = c.get("deps").house;
  if (!securityContact) throw nothingHere();
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
}
