// A claimed registry with something in it to attack, and somebody of every kind to attack it as.
import { createHash } from "node:crypto";
import { claimedBy, join, newToken, signIn, type Session } from "../support/http.ts";
import { person } from "../support/people.ts";
import { startServer, type RunningServer } from "../support/server.ts";
import { send, type Answer, type Sent } from "./raw.ts";

export const admin = person("Agnes Adler");
export const contents = "weights of the voice detector";
/** What a browser would run, if it were let. */
export const activeFiles = ["chart.svg", "report.html", "card.md", "data.xml"];
export const activeContents =
  "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(2)</script></svg>";
export const hiddenContents = "weights nobody else may know of";
export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

export type Who = "nobody" | "admin" | "maker" | "viewer" | "outsider";
export type Scene = {
  readonly server: RunningServer;
  readonly url: string;
  readonly people: Readonly<Record<Exclude<Who, "nobody">, Session & { readonly actorId?: string }>>;
  readonly token: string;
  /** What next-auth wants of a form. */
  readonly csrf: { readonly token: string; readonly cookie: string };
  readonly modelId: string;
  readonly sealedId: string;
  readonly draftId: string;
  readonly uploadId: string;
  /** A model of the same team that only its maintainers see, and a version of it. */
  readonly hidden: { readonly modelId: string; readonly versionId: string };
  /** What nobody but their makers may change: how many there are of everything. */
  count(): Promise<string>;
  close(): Promise<number | null>;
};

/** As the portal asks, for whoever it is. */
export function headersOf(scene: Pick<Scene, "people" | "url">, who: Who): Record<string, string> {
  if (who === "nobody") return {};
  return { cookie: scene.people[who].cookie, origin: scene.url, "x-chancery-csrf": "1" };
}

export async function openScene(): Promise<Scene> {
  const server = await startServer({ env: claimedBy(admin) });
  await server.printed(/Claimed for/);
  const { url } = server;
  const root = await signIn(url, admin);
  const speech = (await root.mutate("teams.create", { slug: "speech", name: "Speech" })) as { id: string };
  const vision = (await root.mutate("teams.create", { slug: "vision", name: "Vision" })) as { id: string };
  const joined = async (name: string, role: string, scopeId: string) => {
    const session = await join(root, person(name));
    await root.mutate("grants.give", { actorId: session.actorId, role, scope: "team", scopeId });
    return session;
  };
  const people = {
    admin: root,
    maker: await joined("Max Maker", "maintainer", speech.id),
    viewer: await joined("Vi Viewer", "viewer", speech.id),
    outsider: await joined("Otto Outsider", "maintainer", vision.id),
  };
  const token = await newToken(people.maker, "attacked");
  const { id: modelId } = (await people.maker.mutate("models.create", { team: "speech", name: "vad" })) as {
    id: string;
  };
  const version = async (model = "speech/vad") =>
    ((await people.maker.mutate("versions.create", { model })) as { id: string }).id;
  const [sealedId, draftId] = [await version(), await version()];
  await upload({ url, token, versionId: sealedId, path: "model.bin", text: contents });
  for (const path of activeFiles) await upload({ url, token, versionId: sealedId, path, text: activeContents });
  await people.maker.mutate("versions.seal", { versionId: sealedId });
  const begun = { versionId: draftId, path: "part.bin", sizeBytes: 5, sha256: sha256("parts") };
  const { id: uploadId } = JSON.parse((await api({ url, token }, { path: "/api/v1/uploads", body: begun })).body) as {
    id: string;
  };
  const secret = { team: "speech", name: "secret", visibility: "restricted" };
  const hidden = {
    modelId: ((await people.maker.mutate("models.create", secret)) as { id: string }).id,
    versionId: await version("speech/secret"),
  };
  await upload({ url, token, versionId: hidden.versionId, path: "hidden.bin", text: hiddenContents });
  await people.maker.mutate("versions.seal", { versionId: hidden.versionId });
  const count = async () => {
    const lists = ["people.list", "teams.list", "grants.list", "groups.list"].map((name) =>
      people.admin.query(name, {}),
    );
    const files = [sealedId, draftId].map((versionId) => people.maker.query("versions.files", { versionId }));
    const models = await people.maker.query("models.list", {});
    const tokens = await people.maker.query("tokens.list", {});
    const counted = JSON.stringify([...(await Promise.all([...lists, ...files])), models, tokens]);
    return counted.replace(/"(?:lastUsedAt|lastSeenAt|resolvedAt|now|next)":(?:"[^"]*"|null),?/g, "");
  };
  return {
    server,
    url,
    people,
    token,
    csrf: await csrfOf(url),
    modelId,
    sealedId,
    draftId,
    uploadId,
    hidden,
    count,
    close: () => server.stop(),
  };
}

async function csrfOf(url: string): Promise<Scene["csrf"]> {
  const { body, headers } = await send(url, { path: "/api/auth/csrf" });
  const cookie = (headers["set-cookie"] ?? []).map((line) => line.split(";", 1)[0]).join("; ");
  return { token: (JSON.parse(body) as { readonly csrfToken: string }).csrfToken, cookie };
}

type Door = { readonly url: string; readonly token: string };

/** /api/v1 with the token, as JSON. */
export const api = ({ url, token }: Door, { path, body }: { path: string; body?: object }): Promise<Answer> =>
  send(url, {
    path,
    headers: { authorization: `Bearer ${token}`, ...(body && { "content-type": "application/json" }) },
    ...(body && { method: "POST", body: JSON.stringify(body) }),
  });

/** A file into a draft, all of it; throws unless it is committed. */
export async function upload(file: Door & { versionId: string; path: string; text: string }): Promise<void> {
  const { url, token, versionId, path, text } = file;
  const wanted = { versionId, path, sizeBytes: Buffer.byteLength(text), sha256: sha256(text) };
  const { id, state } = JSON.parse((await api(file, { path: "/api/v1/uploads", body: wanted })).body) as {
    id: string;
    state: string;
  };
  if (state === "committed") return;
  const headers = { authorization: `Bearer ${token}`, "upload-offset": "0" };
  await send(url, { method: "PATCH", path: `/api/v1/uploads/${id}`, headers, body: text });
  const done = await send(url, { method: "POST", path: `/api/v1/uploads/${id}/finish`, headers, body: "" });
  if (done.status !== 200) throw new Error(`the upload was answered ${done.status}: ${done.body}`);
}

export type Asked = Sent & { readonly as?: Who };

/** A tRPC mutation as one of the portal's pages sends it. */
export const mutation = (as: Who, procedure: string, input: unknown, headers: Record<string, string> = {}): Asked => ({
  as,
  method: "POST",
  path: `/api/trpc/${procedure}`,
  headers: { "content-type": "application/json", ...headers },
  body: typeof input === "string" ? input : JSON.stringify(input),
});

export const query = (as: Who, procedure: string, input: unknown): Asked => ({
  as,
  path: `/api/trpc/${procedure}?input=${encodeURIComponent(typeof input === "string" ? input : JSON.stringify(input))}`,
});
