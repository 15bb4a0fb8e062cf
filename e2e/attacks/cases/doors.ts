// Who gets in, from where, and what another site may do in their name.
import type { Attack } from "../attack.ts";
import { payloads } from "../attack.ts";
import { admin, mutation, query, type Asked, type Scene } from "../scene.ts";

const form = "application/x-www-form-urlencoded";
const signIn = ({ csrf }: Scene, email: string, password: string): Asked => ({
  method: "POST",
  path: "/api/auth/callback/password",
  headers: { "content-type": form, cookie: csrf.cookie },
  body: new URLSearchParams({ email, password, csrfToken: csrf.token, json: "true" }).toString(),
});
/** A mutation as another site could have the maker's browser send it. */
const foreign = (
  { people }: Scene,
  headers: Record<string, string>,
  body = '{"slug":"evil","name":"Evil"}',
): Asked => ({
  method: "POST",
  path: "/api/trpc/teams.create",
  headers: { cookie: people.admin.cookie, ...headers },
  body,
});
const own = { "content-type": "application/json", "x-chancery-csrf": "1" };

export const doorAttacks: readonly Attack[] = [
  {
    id: "S13",
    origin: "MLflow CVE-2024-4263",
    what: "taking a file out: as a viewer, as another team, and out of a sealed version",
    requests: ({ sealedId, draftId }) => [
      mutation("viewer", "versions.removeFile", { versionId: draftId, path: "part.bin" }),
      mutation("outsider", "versions.removeFile", { versionId: sealedId, path: "model.bin" }),
      mutation("maker", "versions.removeFile", { versionId: sealedId, path: "model.bin" }),
      { as: "maker", method: "DELETE", path: `/api/v1/versions/${sealedId}/files/model.bin` },
    ],
    safe: [403, 404, 409],
  },
  {
    id: "S14",
    origin: "MLflow CVE-2026-2651",
    what: "another person's upload: looked at, appended to, finished",
    requests: ({ uploadId }) =>
      (["admin", "viewer", "outsider"] as const).flatMap((as) => [
        { as, path: `/api/v1/uploads/${uploadId}` },
        { as, method: "PATCH", path: `/api/v1/uploads/${uploadId}`, headers: { "upload-offset": "0" }, body: "parts" },
        { as, method: "POST", path: `/api/v1/uploads/${uploadId}/finish`, body: "" },
      ]),
    safe: [404],
  },
  {
    id: "S15",
    origin: "MLflow CVE-2026-33866, CVE-2025-15381",
    what: "other spellings of what needs a session",
    requests: ({ sealedId }) =>
      [`/api/v1/versions/${sealedId}/manifest`, "/api/trpc/models.list", "/api/v1/audit/export"]
        .flatMap((path) => [
          ...[path, `${path}/`, `${path}.json`, path.replace("/api", "/ajax-api"), path.replace("/api/", "//api/")],
          ...[
            path.replace("/api", "/API"),
            path.replace("/api/", "/api//"),
            path.replace("/api/", "/%61pi/"),
            `${path};x`,
          ],
        ])
        .flatMap((path) =>
          ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE"].map((method): Asked => ({ method, path })),
        ),
    safe: (answer) => (answer.status >= 400 && answer.status < 500 ? undefined : `answered ${answer.status}`),
  },
  {
    id: "S16",
    origin: "MLflow CVE-2026-0545, -2652",
    what: "every page, and addresses that servers forget about, without a session",
    requests: () =>
      [
        ...[
          "/",
          "/models",
          "/models/new",
          "/models/speech/vad",
          "/models/speech/vad/v/1",
          "/models/speech/vad/v/1/files",
        ],
        ...["/models/speech/vad/settings", "/promotions/1", "/promotions/new", "/reviews", "/datasets", "/audit"],
        ...["/audit/0", "/audit/integrity", "/admin/people", "/admin/grants", "/admin/teams", "/admin/groups"],
        ...["/admin/roles", "/admin/service-accounts", "/settings/profile", "/settings/tokens", "/settings/sessions"],
        ...payloads("secret-paths"),
      ].map((path) => ({ path })),
    safe: (answer) => {
      const to = answer.headers.location;
      if (answer.status === 307 || answer.status === 308)
        return to?.startsWith("/") && !to.startsWith("//") ? undefined : `sends to ${to}`;
      return answer.status >= 400 && answer.status < 500 ? undefined : `answered ${answer.status}`;
    },
  },
  {
    id: "S17",
    origin: "MLflow CVE-2023-6014, CVE-2025-1473",
    what: "making an account without one, or by another site's form",
    requests: (scene) => [
      mutation("nobody", "people.add", { name: "Eve", email: "eve@example.test" }),
      mutation("nobody", "identity.claim", {
        code: "x".repeat(43),
        name: "Eve",
        email: "e@example.test",
        password: "x".repeat(20),
      }),
      mutation("nobody", "identity.acceptInvitation", { code: "x".repeat(43), password: "long and good enough 17" }),
      ...[form, "text/plain", "multipart/form-data; boundary=x"].map((type): Asked => ({
        method: "POST",
        path: "/api/trpc/people.add",
        headers: { cookie: scene.people.admin.cookie, "content-type": type },
        body: "name=Eve&email=eve@example.test",
      })),
    ],
    safe: [401, 403, 404, 415],
  },
  {
    id: "S18",
    origin: "MLflow CVE-2026-2635, CVE-2025-1474, CVE-2025-11200",
    what: "default, empty and weak credentials",
    requests: (scene) => [
      ...["admin", "admin@localhost", "admin@example.com", admin.email].flatMap((email) =>
        ["admin", "password1234", ""].map((password) => signIn(scene, email, password)),
      ),
      ...["", "seven77", "x".repeat(129), "password1234", "chancerychancery", "aaaaaaaaaaaaaaaa", "qwertyuiop123"].map(
        (next) =>
          mutation("viewer", "identity.changePassword", { current: "Vi Viewer signs with a long sentence", next }),
      ),
    ],
    safe: (answer) => {
      if (answer.headers["set-cookie"]?.some((cookie) => /session=[^;]/.test(cookie))) return "lets them in";
      return [400, 401, 429].includes(answer.status) ? undefined : `answered ${answer.status}`;
    },
  },
  {
    id: "S19",
    origin: "MLflow CVE-2025-14279 (DNS rebinding)",
    what: "another host's name, forwarded or not",
    requests: () =>
      ["/", "/login", "/api/v1/info", "/api/trpc/meta.info", "/api/auth/csrf", "/healthz"].flatMap((path) =>
        ["evil.example", "evil.example:80", "localhost.evil.example", "localhost@evil.example"].map((host): Asked => ({
          path,
          headers: { host, "x-forwarded-host": "localhost" },
        })),
      ),
    safe: [400, 421],
  },
  {
    id: "S20",
    origin: "MLflow CVE-2026-2611, CVE-2023-43472",
    what: "requests from another origin, preflights too",
    requests: (scene) => [
      ...["https://evil.example", "null", `${scene.url}.evil.example`, "http://localhost"].map((origin) =>
        foreign(scene, { ...own, origin }),
      ),
      ...["/api/trpc/teams.create", "/api/v1/uploads", "/api/v1/info"].map((path): Asked => ({
        method: "OPTIONS",
        path,
        headers: { origin: "https://evil.example", "access-control-request-method": "POST" },
      })),
    ],
    safe: [403, 404, 415],
  },
  {
    id: "S61",
    origin: "GHSA-8fpg-xm3f-6cx3 (next-auth 5)",
    what: "session cookies that do not open: damaged, cut off, unsigned, an error in their place",
    requests: ({ people, sealedId }) => {
      const [name = "", sealed = ""] = /([\w.]*session)=([^;]+)/.exec(people.admin.cookie)?.slice(1) ?? [];
      const part = (json: object) => Buffer.from(JSON.stringify(json)).toString("base64url");
      const unsigned = `${part({ alg: "none" })}.${part({ sub: people.viewer.actorId, sid: "x", role: "admin" })}.`;
      const lies = [
        `${sealed.slice(0, -6)}AAAAAA`,
        sealed.slice(0, 40),
        unsigned,
        part({ message: "error" }),
        "null",
        "",
      ];
      const paths = [
        "/models",
        "/admin/people",
        "/api/trpc/me.get?input={}",
        `/api/v1/versions/${sealedId}/files/model.bin`,
      ];
      return lies.flatMap((lie) => paths.map((path): Asked => ({ path, headers: { cookie: `${name}=${lie}` } })));
    },
    safe: ({ status, headers }, { path }) => {
      if (path.startsWith("/api/")) return status === 401 ? undefined : `answered ${status}`;
      const isSentToSignIn = status === 307 && headers.location?.startsWith("/login");
      return isSentToSignIn || status === 401 ? undefined : `answered ${status} ${headers.location}`;
    },
  },
  {
    id: "S56",
    origin: "Next CVE-2026-27978",
    what: "'Origin: null', on every kind of write",
    requests: (scene) => [
      foreign(scene, { ...own, origin: "null" }),
      {
        method: "POST",
        path: "/api/v1/uploads",
        headers: { ...own, cookie: scene.people.maker.cookie, origin: "null" },
        body: "{}",
      },
      ...["signout", "callback/password", "session", "signin/password"].map((action): Asked => ({
        method: "POST",
        path: `/api/auth/${action}`,
        headers: { cookie: scene.people.admin.cookie, "content-type": form, origin: "null" },
        body: "csrfToken=x",
      })),
    ],
    safe: [403],
  },
  {
    id: "S63",
    origin: "next-auth CVE-2022-31093, -31127",
    what: "callback addresses elsewhere, and Authorization that is no token",
    requests: ({ sealedId }) => [
      ...[
        "%",
        "%25",
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:1",
        "%0d%0aSet-Cookie:x=y",
      ].flatMap((to) => [
        { path: `/api/auth/signin?callbackUrl=${to}` },
        { path: `/login?next=${to}` },
        { path: `/api/auth/signout?callbackUrl=${to}` },
      ]),
      ...[
        "callback",
        "callback/password",
        "callback/link",
        "callback/x",
        "signin/password",
        "_log",
        "x",
        "__proto__",
      ].flatMap((action) => ["GET", "HEAD", "PUT"].map((method): Asked => ({ method, path: `/api/auth/${action}` }))),
      ...["/..//evil.example/x", "/.//evil.example", "/%2e%2e//evil.example", "//evil.example", "/%5cevil.example"].map(
        (to): Asked => ({ as: "admin", path: `/login?next=${encodeURIComponent(to)}` }),
      ),
      ...["Bearer %", "Bearer", "Bearer ", "Basic YTpi", "Bearer a b", "bearer ..", "Negotiate x", "Bearer \u00e9"].map(
        (authorization): Asked => ({ path: `/api/v1/versions/${sealedId}/manifest`, headers: { authorization } }),
      ),
    ],
    safe: (answer, asked, { url }) => {
      if (asked.headers?.["authorization"] !== undefined)
        return answer.status === 401 ? undefined : `answered ${answer.status}`;
      const to = answer.headers.location;
      if (to !== undefined && (to.startsWith("//") || new URL(to, url).origin !== url)) return `sends to ${to}`;
      if (answer.headers["set-cookie"]?.some((cookie) => /^x=|evil|javascript/.test(cookie)))
        return "keeps it in a cookie";
      return answer.status < 500 ? undefined : `answered ${answer.status}`;
    },
  },
  {
    id: "S66",
    origin: "next-auth's update trigger",
    what: "a session told who it belongs to",
    requests: ({ people, url }) =>
      ["application/json", form].map((type): Asked => ({
        method: "POST",
        path: "/api/auth/session",
        headers: { cookie: people.viewer.cookie, origin: url, "content-type": type },
        body: type === form ? "role=admin" : '{"csrfToken":"x","data":{"role":"admin","sid":"x","sub":"x"}}',
      })),
    safe: (answer) => (/admin|"sid"|"sub"/.test(answer.body) ? "took it" : undefined),
  },
  {
    id: "S69",
    origin: "tRPC 11.25.2",
    what: "mutations as a form could send them, and by GET",
    requests: (scene) => [
      ...["multipart/form-data; boundary=x", form, "text/plain"].map((type) =>
        foreign(scene, { "content-type": type }, "--x--"),
      ),
      foreign(scene, { "content-type": "application/json" }),
      foreign(scene, { ...own, origin: scene.url, "sec-fetch-site": "cross-site" }),
      foreign(scene, { "content-type": "application/json", origin: scene.url }),
      { as: "admin", path: `/api/trpc/teams.create?input=${encodeURIComponent('{"slug":"evil","name":"Evil"}')}` },
    ],
    safe: [400, 403, 405, 415],
  },
  {
    id: "§4b 8",
    origin: "ASVS 8: BOLA",
    what: "another team's restricted model and version, by their ids",
    requests: ({ hidden: { modelId, versionId } }) => [
      query("outsider", "models.get", { model: "speech/secret" }),
      query("outsider", "versions.get", { versionId }),
      query("outsider", "versions.resolve", { ref: "speech/secret:1" }),
      mutation("outsider", "versions.seal", { versionId }),
      mutation("outsider", "models.update", { modelId, revision: 1, description: "mine" }),
      mutation("outsider", "versions.revoke", { versionId, reason: "because" }),
      mutation("outsider", "promotions.request", { versionId, stage: "staging", reason: "It is better now." }),
      mutation("outsider", "models.setAlias", { modelId, alias: "mine", versionId }),
    ],
    safe: [404],
  },
];
