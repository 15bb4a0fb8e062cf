// What a server writes while its database fails holds no secret of those it serves, and nothing of how the database was asked.
import { createHash } from "node:crypto";
import { expect } from "@playwright/test";
import { Refused, signIn } from "./http.ts";
import { people, type Registry } from "./registry.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const cookieOf = (cookie: string) => /session=([^;]+)/.exec(cookie)?.[1] ?? "";

/** Typed and sent while the database fails, each to be found nowhere. */
const typed = {
  password: "violet canary of an outage 71",
  address: "canary.of.an.outage@example.test",
  name: "canary-of-a-model",
  reference: "canary-team/canary-reference:1",
  token: `chyp_${"c4N".repeat(12)}`,
};

/** Statements of SQL, and what drivers write beside them. */
const statements =
  /\bselect\b[^"]*\bfrom\b|\binsert\s+into\b|\bupdate\s+"?\w+"?\s+set\b|\bdelete\s+from\b|Failed query|\bparams:|\$\d\b|no such table|relation \\?"/i;

/** Asks for what reads and writes every kind of secret; whatever is answered. */
export async function askWithCanaries({ server, admin, maker, tokens }: Registry): Promise<void> {
  const { url } = server;
  const quietly = (asked: Promise<unknown>) => asked.catch(() => undefined);
  await quietly(maker.mutate("models.create", { team: "vision", name: typed.name }));
  await quietly(admin.mutate("identity.changePassword", { current: people.admin.password, next: typed.password }));
  await quietly(admin.mutate("people.add", { name: "Canary", email: typed.address }));
  for (const token of [typed.token, ...Object.values(tokens)])
    await fetch(`${url}/api/v1/resolve?ref=${typed.reference}`, { headers: { authorization: `Bearer ${token}` } });
  for (const path of ["/models", "/settings/tokens", "/admin/people", `/models?q=${typed.name}`])
    await fetch(url + path, { headers: { cookie: admin.cookie }, redirect: "manual" });
  for (const who of [people.maker, { email: typed.address, password: typed.password }])
    await signIn(url, who).catch((error: unknown) => expect(error).toBeInstanceOf(Refused));
}

/** None of it, in clear or as the database keeps it, is in what the server has written since `since`. */
export function expectQuiet({ server, admin, tokens }: Registry, since: number): void {
  const written = server.output().slice(since);
  const session = cookieOf(admin.cookie);
  const secrets: Readonly<Record<string, string>> = {
    ...typed,
    ...Object.fromEntries(Object.entries(tokens).map(([whose, token]) => [`token of ${whose}`, token])),
    session,
    ...Object.fromEntries(Object.entries(people).map(([whose, { password }]) => [`password of ${whose}`, password])),
  };
  const found = Object.entries(secrets).flatMap(([what, secret]) =>
    [secret, encodeURIComponent(secret), decodeURIComponent(secret), sha256(secret)]
      .filter((form) => form !== "" && written.includes(form))
      .map(() => what),
  );
  expect(session).not.toBe("");
  expect(written).toContain('"level":"error"'); // there was something to tell
  expect(found).toEqual([]);
  expect(statements.exec(written)?.[0]).toBeUndefined();
  // Nor any digest: ids and hashes of secrets are 64 of these.
  expect(/\b[0-9a-f]{64}\b/.exec(written)?.[0]).toBeUndefined();
}
