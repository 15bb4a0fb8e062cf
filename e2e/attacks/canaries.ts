// Thirty-odd secrets given to a running server in every place people and programs put one, and what it answered.
import { randomBytes } from "node:crypto";
import { newToken, signIn, type Session } from "../support/http.ts";
import type { RunningServer } from "../support/server.ts";
import { send, type Answer, type Sent } from "./raw.ts";

export type Canary = {
  readonly what: string;
  readonly secret: string;
  /** What a sign-in discloses on purpose: it stands in the person's own fields, and nowhere else. */
  readonly isPersonal?: boolean;
};
export type Refusal = Answer & { readonly path: string };
export type Planted = { readonly canaries: readonly Canary[]; readonly refusals: readonly Refusal[] };
type Garden = {
  readonly server: RunningServer;
  readonly canaries: Canary[];
  readonly refusals: Refusal[];
  /** A new secret; remembered. */
  plant(what: string, shape?: (noise: string) => string): string;
  /** A secret the server made; remembered. */
  keep(what: string, secret: string): string;
  ask(sent: Sent): Promise<Answer>;
};

export const auditor = { name: "Amir Haddad", email: "amir@example.test" };
const form = "application/x-www-form-urlencoded";
const json = { "content-type": "application/json", "x-chancery-csrf": "1" };
const token = (noise: string) => `chyp_${noise.repeat(4).slice(0, 36)}`;
const code = (noise: string) => noise.repeat(3).slice(0, 43);

/** Claims the registry by its link, lets people in, and gives the server every secret there is to give. */
export async function plantAll(server: RunningServer): Promise<Planted & { readonly auditorToken: string }> {
  const garden = openGarden(server);
  const admin = await claimByLink(garden);
  const auditorToken = await invite(garden, admin);
  await guessAtTheDoor(garden);
  await changePassword(garden, admin);
  await tokens(garden, admin);
  await authorizations(garden);
  await failingBodies(garden, admin);
  await placesAround(garden, auditorToken);
  return { canaries: garden.canaries, refusals: garden.refusals, auditorToken };
}

function openGarden(server: RunningServer): Garden {
  const [canaries, refusals]: [Canary[], Refusal[]] = [[], []];
  const keep = (what: string, secret: string) => (canaries.push({ what, secret }), secret);
  return {
    server,
    canaries,
    refusals,
    keep,
    plant: (what, shape = (noise) => `${noise} is what they typed`) =>
      keep(what, shape(randomBytes(9).toString("hex"))),
    async ask(sent) {
      const answer = await send(server.url, sent);
      if (answer.status >= 400) refusals.push({ ...answer, path: sent.path });
      return answer;
    },
  };
}

const post = (path: string, input: unknown, headers: Record<string, string> = {}): Sent => ({
  method: "POST",
  path,
  headers: { ...json, ...headers },
  body: typeof input === "string" ? input : JSON.stringify(input),
});
const asThem = ({ cookie }: Session, { server }: Garden) => ({ cookie, origin: server.url });

async function claimByLink(garden: Garden): Promise<Session> {
  const { server, plant, keep, ask } = garden;
  const person = { name: "Agnes Adler", email: "agnes@example.test" };
  const link = await server.printed(/http:\/\/localhost:\d+\/claim\/\S+/);
  const right = keep("the code of the claim link", link.slice(link.lastIndexOf("/") + 1));
  const password = plant("the password of the claim");
  const claim = (input: object) =>
    ask(post("/api/trpc/identity.claim", { ...person, code: right, password, ...input }));
  await claim({ code: plant("a wrong claim code", code) });
  await claim({
    password: plant("a claim's password with control characters", (noise) => `${noise}\u0000`.slice(0, 10)),
  });
  await claim({ password: plant("a claim's password that is too long", (noise) => noise.repeat(20)) });
  if ((await claim({})).status !== 200) throw new Error("the claim was refused");
  await claim({});
  await ask({ path: `/claim/${right}` });
  const admin = await signIn(server.url, { ...person, password });
  keep("a session cookie", admin.cookie.replace(/^.*session=([^;]+).*$/s, "$1"));
  return admin;
}

/** An auditor, with whose token the log is read afterwards. */
async function invite(garden: Garden, admin: Session): Promise<string> {
  const { server, plant, keep, ask } = garden;
  const added = (await admin.mutate("people.add", auditor)) as { actor: { id: string }; invitationUrl: string };
  const right = keep("the code of an invitation", added.invitationUrl.slice(added.invitationUrl.lastIndexOf("/") + 1));
  const password = plant("the password of who joins");
  await ask(post("/api/trpc/identity.acceptInvitation", { code: plant("a wrong invitation code", code), password }));
  await ask({ path: `/join/${right}` });
  await ask(post("/api/trpc/identity.acceptInvitation", { code: right, password }));
  await ask(post("/api/trpc/identity.acceptInvitation", { code: right, password }));
  const grant = { actorId: added.actor.id, role: "auditor", scope: "organisation", scopeId: "organisation" };
  await admin.mutate("grants.give", grant);
  return keep("an API token", await newToken(await signIn(server.url, { email: auditor.email, password })));
}

async function guessAtTheDoor(garden: Garden): Promise<void> {
  const { plant, keep, ask, canaries } = garden;
  const start = await ask({ path: "/api/auth/csrf" });
  const cookie = (start.headers["set-cookie"] ?? []).map((line) => line.split(";", 1)[0]).join("; ");
  const csrfToken = keep("a CSRF token", (JSON.parse(start.body) as { csrfToken: string }).csrfToken);
  const knock = (typed: Record<string, string>, headers: Record<string, string> = {}) =>
    ask({
      method: "POST",
      path: "/api/auth/callback/password",
      headers: { "content-type": form, cookie, ...headers },
      body: new URLSearchParams({ csrfToken, json: "true", ...typed }).toString(),
    });
  await knock({ email: auditor.email, password: plant("a wrong password") });
  await knock({ email: plant("a password typed as the e-mail address"), password: "long enough but wrong" });
  await knock({ email: `${plant("one of an address", (noise) => noise)}@example.test`, password: "wrong and long" });
  await knock({
    email: auditor.email,
    password: "wrong",
    [plant("the name of a form's field", (noise) => noise)]: "1",
  });
  await knock({ email: auditor.email, password: "wrong", csrfToken: plant("a wrong CSRF token", (noise) => noise) });
  const agent = plant("a User-Agent", (noise) => `curl/8 ${noise}`);
  canaries[canaries.length - 1] = { what: "a User-Agent", secret: agent, isPersonal: true };
  const right = canaries.find(({ what }) => what === "the password of who joins")?.secret ?? "";
  if ((await knock({ email: auditor.email, password: right }, { "user-agent": agent })).status !== 200)
    throw new Error("the auditor is not let in");
}

async function changePassword(garden: Garden, admin: Session): Promise<void> {
  const { plant, ask, canaries } = garden;
  const current = canaries.find(({ what }) => what === "the password of the claim")?.secret;
  const change = (input: object) => ask(post("/api/trpc/identity.changePassword", input, asThem(admin, garden)));
  await change({ current: plant("a wrong current password"), next: plant("a new password, refused") });
  await change({ current, next: { password: plant("a password inside an object") } });
  await change({
    current,
    next: plant("a new password that is a list")
      .split("")
      .concat(current ?? ""),
  });
  const changed = await change({ current, next: plant("a new password, taken") });
  if (changed.status !== 200) throw new Error(`the password is not changed: ${changed.body}`);
}

async function tokens(garden: Garden, admin: Session): Promise<void> {
  const { keep, plant, ask } = garden;
  const made = keep("a token that is revoked", await newToken(admin, "to be revoked"));
  const { items } = (await admin.query("tokens.list")) as { items: readonly { id: string; name: string }[] };
  await admin.mutate("tokens.revoke", { tokenId: items.find(({ name }) => name === "to be revoked")?.id });
  const info = "/api/trpc/me.get";
  for (const secret of [made, plant("a token nobody was given", token)])
    await ask({ path: info, headers: { authorization: `Bearer ${secret}` } });
  await ask({ path: `${info}?token=${plant("a token in a query", token)}` });
  await ask({ path: `/api/v1/resolve?ref=${encodeURIComponent(plant("a secret as a reference"))}` });
  await ask({
    path: `/api/trpc/models.list?input=${encodeURIComponent(`{"password":"${plant("one in a query's input")}`)}`,
  });
}

async function authorizations({ plant, ask }: Garden): Promise<void> {
  const values: Readonly<Record<string, (noise: string) => string>> = {
    "Authorization: Bearer, malformed": (secret) => `Bearer ${secret} and more`,
    "Authorization: bearer": (secret) => `bearer ${secret}`,
    "Authorization: BASIC": (secret) => `BASIC ${Buffer.from(`user:${secret}`).toString("base64")}`,
    "Authorization: Digest": (secret) => `Digest username="me", response="${secret}"`,
    "Authorization without a scheme": (secret) => secret,
    "Authorization that is a URL": (secret) => `https://me:${secret}@example.test`,
  };
  for (const [what, value] of Object.entries(values))
    for (const path of ["/api/v1/resolve?ref=a/b:1", "/api/trpc/me.get", "/models"])
      await ask({ path, headers: { authorization: value(plant(`${what}, at ${path}`, (noise) => noise)) } });
  for (const name of [
    "x-api-key",
    "proxy-authorization",
    "x-forwarded-access-token",
    "cookie",
    "referer",
    "traceparent",
  ])
    await ask({ path: "/api/trpc/me.get", headers: { [name]: plant(name, (noise) => `secret=${noise}`) } });
  await ask({ path: "/models", headers: { cookie: `chancery.session=${plant("a forged session cookie", (n) => n)}` } });
}

async function failingBodies(garden: Garden, admin: Session): Promise<void> {
  const { plant, ask } = garden;
  const as = asThem(admin, garden);
  const create = "/api/trpc/teams.create";
  const name = (noise: string) => noise;
  await ask(post(create, `{"slug":"a","password":"${plant("a body that breaks off")}`, as));
  await ask(post(create, { slug: "a", name: "A", [plant("the name of an unknown field", name)]: 1 }, as));
  await ask(post(create, { slug: plant("a field of the wrong form"), name: "A" }, as));
  await ask(post("/api/trpc/grants.give", { role: plant("no word of a choice"), scope: "team" }, as));
  await ask(post("/api/trpc/models.get", { model: plant("a mutation of a query") }, as));
  await ask(post(`/api/trpc/${plant("an unknown procedure's name", name)}`, {}, as));
  await ask(post(`/api/trpc/teams.create,${plant("one in a batch", token)}?batch=1`, {}, as));
  await ask(post(create, { slug: "b", name: "B" }, { ...as, "content-type": plant("a Content-Type", name) }));
  const key = { ...as, "idempotency-key": plant("an Idempotency-Key", name) };
  await ask(post(create, { slug: "kept", name: "Kept" }, key));
  await ask(post(create, { slug: "other", name: "Other" }, key));
  await ask(post(create, { slug: "c", name: "C" }, { ...as, "idempotency-key": `${plant("a bad key", name)} x` }));
}

async function placesAround({ plant, ask }: Garden, bearer: string): Promise<void> {
  const headers = { ...json, authorization: `Bearer ${bearer}` };
  const begin = { versionId: "0198f3a0-0000-7000-8000-000000000000", path: "a", sizeBytes: 1, sha256: "0".repeat(64) };
  await ask(post("/api/v1/uploads", { ...begin, path: `../${plant("the path of an upload")}` }, headers));
  await ask(post("/api/v1/uploads", { ...begin, sha256: plant("the digest of an upload") }, headers));
  const offset = { authorization: `Bearer ${bearer}`, "upload-offset": plant("an Upload-Offset", (noise) => noise) };
  await ask({ method: "PATCH", path: `/api/v1/uploads/${begin.versionId}`, headers: offset, body: "x" });
  await ask({ path: `/api/v1/versions/${begin.versionId}/files/${plant("a token as a file's name", token)}`, headers });
  await ask({ path: `/api/v1/audit/export?from=${plant("a filter of the export", (noise) => noise)}`, headers });
  await ask({ path: "/api/v1/info", headers: { "chancery-client": plant("a client's version", (noise) => noise) } });
  await ask({ path: `/login?next=${plant("where a sign-in leads", (noise) => noise)}` });
}
