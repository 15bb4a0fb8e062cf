// A registry in which every text a person or program may write is a piece of markup that would run if shown as markup.
import { readFileSync } from "node:fs";
import { claimedBy, join, newToken, signIn, type Session } from "../support/http.ts";
import { person } from "../support/people.ts";
import { startServer, type RunningServer } from "../support/server.ts";
import { upload } from "./scene.ts";
import { send } from "./raw.ts";

/** Each opens a dialog where it runs, or changes the title. */
export const markup = (
  JSON.parse(readFileSync(new URL("data/xss.json", import.meta.url), "utf8")) as readonly string[]
).map((text, n) => (n % 2 ? text : text.replaceAll("alert(1)", "document.title=1")));

/** All of the list in as few texts of at most `most` characters as hold it; what must stand first stands alone. */
export function packed(most: number): readonly string[] {
  const packs: string[] = [];
  for (const text of markup.filter(({ length }) => length <= most)) {
    const last = packs.at(-1);
    const isFirst = last === undefined || /^(javascript:|\[)/.test(text) || /^(javascript:|\[)/.test(last);
    if (isFirst || last.length + text.length + 1 > most) packs.push(text);
    else packs[packs.length - 1] = `${last} ${text}`;
  }
  return packs;
}
const all = markup.join("\n\n");
const facts = (texts: readonly string[]) => ({
  ...Object.fromEntries(texts.map((text, n) => [`k${n}`, text])),
  "javascript:alert/1": "javascript:alert(1)",
});
const hostileUrl = `https://example.test/"><img src=x onerror=alert(1)>#javascript:alert(1)`;

export type Planted = {
  readonly server: RunningServer;
  readonly admin: Session;
  readonly auditor: Session;
  readonly versionId: string;
  /** By the page it is shown on: texts that must be readable there, as they were written. */
  readonly shown: Readonly<Record<string, readonly string[]>>;
};

type Made = { readonly id: string };
type Hands = {
  readonly server: RunningServer;
  readonly admin: Session;
  readonly maker: Session;
  readonly token: string;
};

export async function plant(): Promise<Planted> {
  const boss = { ...person("Agnes Adler"), name: `Agnes <img src=x onerror=alert(1)>` };
  const server = await startServer({ env: claimedBy(boss) });
  const admin = await signIn(server.url, boss);
  const { id: scopeId } = (await admin.mutate("teams.create", { slug: "speech", name: markup[0] })) as Made;
  const joined = async (slug: string, name: string, roles: readonly string[], scope: object) => {
    const session = await join(admin, { ...person(slug), name });
    for (const role of roles) await admin.mutate("grants.give", { actorId: session.actorId, role, ...scope });
    return session;
  };
  const onTeam = { scope: "team", scopeId };
  const maker = await joined("Max", `Max "><svg onload=alert(1)>`, ["maintainer", "contributor"], onTeam);
  const reviewer = await joined("Rita", `Rita <script>alert(1)</script>`, ["reviewer"], onTeam);
  const auditor = await joined("Amir", `Amir </title><script>alert(1)</script>`, ["auditor"], {
    scope: "organisation",
    scopeId: "organisation",
  });
  const hands = { server, admin, maker, token: await newToken(maker) };
  const people = await plantPeople(hands, maker.actorId);
  const { versionId, ...model } = await plantModel(hands);
  await plantDecisions({ admin, maker, reviewer, versionId });
  return { server, admin, auditor, versionId, shown: { ...people, ...model.shown, "/promotions/1": markup } };
}

async function plantPeople({ server, admin }: Hands, ownerId: string): Promise<Planted["shown"]> {
  const [names, short] = [packed(200), packed(100)];
  for (const [n, name] of names.entries()) {
    await admin.mutate("teams.create", { slug: `t${n}`, name });
    await admin.mutate("groups.create", { slug: `g${n}`, name });
    await admin.mutate("people.add", { name, email: `p${n}@example.test` });
  }
  for (const name of short) {
    await admin.mutate("serviceAccounts.create", { name, ownerId });
    await newToken(admin, name);
  }
  const cookie = await send(server.url, { path: "/api/auth/csrf" });
  for (const agent of packed(300)) await signInWith(server, agent, cookie.headers["set-cookie"] ?? []);
  return {
    "/admin/teams": names,
    "/admin/groups": names,
    "/admin/people": names,
    "/admin/service-accounts": short,
    "/settings/tokens": short,
  };
}

/** A session of the admin's, from a browser that calls itself so. */
async function signInWith({ url }: RunningServer, agent: string, setCookies: readonly string[]): Promise<void> {
  const cookie = setCookies.map((line) => line.split(";", 1)[0]).join("; ");
  const csrfToken = decodeURIComponent(/csrf=([0-9a-f]{64})/.exec(cookie)?.[1] ?? "");
  const { email, password } = person("Agnes Adler");
  const answer = await send(url, {
    path: "/api/auth/callback/password",
    method: "POST",
    headers: { cookie, origin: url, "user-agent": agent, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ email, password, csrfToken, json: "true" }).toString(),
  });
  if (answer.status !== 200) throw new Error(`signing in as ${agent} was answered ${answer.status}: ${answer.body}`);
}

async function plantModel({ server, maker, token }: Hands) {
  const { id: modelId } = (await maker.mutate("models.create", {
    team: "speech",
    name: "javascript",
    description: all,
    tags: facts(markup),
  })) as Made;
  await maker.mutate("models.reviseCard", { modelId, body: all, revision: 0 });
  await maker.mutate("models.assessTier", {
    modelId,
    tier: "high",
    exposure: packed(500)[0],
    purpose: packed(500)[1],
    rationale: all,
  });
  const ports = packed(200).map((name, n) => ({ name, type: packed(100)[n], shape: [packed(64)[n]] }));
  const { id: versionId } = (await maker.mutate("versions.create", {
    model: "speech/javascript",
    label: "1.0.0-beta.1+build.7", // a label is a semantic version: no markup fits into one
    params: facts(markup),
    signature: { inputs: ports, outputs: ports },
    environment: facts(markup),
    tags: facts(markup),
    card: all,
  })) as Made;
  const names = packed(240).filter((text) => !/\\|^\/|\/\/|\/$|(^|\/)\.{1,2}(\/|$)|^[a-z][a-z0-9+.-]*:\//i.test(text));
  for (const path of names) await upload({ url: server.url, token, versionId, path, text: "1" });
  for (const [path, text] of Object.entries(activeFiles))
    await upload({ url: server.url, token, versionId, path, text });
  await plantEvidence(maker, versionId);
  await maker.mutate("versions.seal", { versionId });
  const external = packed(200).slice(0, 3);
  await maker.mutate("versions.create", {
    model: "speech/javascript",
    kind: "external",
    descriptor: { supplier: external[0], product: external[1], version: external[2], endpoint: hostileUrl },
  });
  const page = "/models/speech/javascript";
  const shown = {
    [page]: markup,
    [`${page}/v/1`]: markup,
    [`${page}/v/1/files`]: names,
    [`${page}/v/1/lineage`]: packed(400),
    [`${page}/v/2/files`]: external,
  };
  return { versionId, shown };
}

/** Documents that a browser would run, were it ever to show one as what it is. */
export const activeFiles: Readonly<Record<string, string>> = {
  "viewer.svg": `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>document.title=1</script></svg>`,
  "viewer.html": `<!doctype html><title>owned</title><script>alert(1)</script>`,
  "viewer.xhtml": `<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>`,
  "viewer.md": all,
  MLmodel: `run: !!js/function "function () { document.title = 1; alert(1) }"\n`,
};

async function plantEvidence(maker: Session, versionId: string): Promise<void> {
  const sha256 = "ab".repeat(32);
  for (const [n, slice] of packed(200).entries()) {
    const metrics = [{ name: "auc", value: `0.${n + 1}`, unit: packed(32)[n] ?? "x", direction: "higher" }];
    const dataset = {
      name: `set-${n}`,
      version: packed(100)[n],
      sha256: sha256.replace(/^ab/, `a${(n % 10).toString()}`),
    };
    await maker.mutate("evaluations.record", { versionId, phase: "validation", slice, metrics, dataset });
    await maker.mutate("lineage.record", { versionId, fact: { kind: "produced_by", job: slice, url: hostileUrl } });
  }
  for (const text of packed(400)) {
    const commit = "1".repeat(40);
    await maker.mutate("lineage.record", {
      versionId,
      fact: { kind: "built_from", repository: text, commit, isDirty: true },
    });
  }
}

type Deciding = {
  readonly admin: Session;
  readonly maker: Session;
  readonly reviewer: Session;
  readonly versionId: string;
};

/** One promotion decided, one withdrawn, a dataset withdrawn, a person disabled: every reason and note. */
async function plantDecisions({ admin, maker, reviewer, versionId }: Deciding): Promise<void> {
  const ask = (stage: string) => maker.mutate("promotions.request", { versionId, stage, reason: all }) as Promise<Made>;
  const { id } = await ask("staging");
  const { digests: seen } = (await reviewer.query("promotions.get", { number: 1 })) as { readonly digests: object };
  for (const decision of ["request-changes", "approve"])
    await reviewer.mutate("promotions.vote", { promotionId: id, decision, note: all, seen });
  const withdrawn = await ask("production");
  await maker.mutate("promotions.withdraw", { promotionId: withdrawn.id, note: all });
  const gone = await join(admin, { ...person("Gone"), name: packed(200)[3] ?? "" });
  await admin.mutate("people.disable", { actorId: gone.actorId, reason: all.slice(0, 2000) });
}
