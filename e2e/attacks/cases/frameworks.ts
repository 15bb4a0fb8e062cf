// What Next, React, tRPC and Node have been made to do by requests of a certain form.
import type { Attack } from "../attack.ts";
import { mutation, type Asked } from "../scene.ts";

const hidden = "/models/speech/vad";
const multipart = (parts: string, boundary = "x"): Pick<Asked, "headers" | "body"> => ({
  headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
  body: parts,
});
const field = (name: string, value: string) =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const doors = ["/", "/login", hidden, "/api/auth/callback/password", "/api/trpc/teams.create", "/api/v1/uploads"];

export const frameworkAttacks: readonly Attack[] = [
  {
    id: "S23",
    origin: "MLflow CVE-2023-6568",
    what: "markup as a Content-Type",
    requests: () => [
      mutation("admin", "teams.create", "{}", { "content-type": "<script>1</script>" }),
      {
        as: "maker",
        method: "POST",
        path: "/api/v1/uploads",
        headers: { "content-type": "<img src=x onerror=1>" },
        body: "{}",
      },
    ],
    safe: (answer) => {
      if (!answer.headers["content-type"]?.startsWith("application/json")) return "is no JSON";
      if (/<script|<img/.test(answer.body)) return "gives it back";
      return answer.status === 415 ? undefined : `answered ${answer.status}`;
    },
  },
  {
    id: "S50",
    origin: "BentoML CVE-2024-9056",
    what: "multipart: an endless boundary, 100,000 parts, no end, a header of a megabyte",
    requests: () =>
      doors.flatMap((path): readonly Asked[] => [
        { method: "POST", path, ...multipart("--x", "x".repeat(12_000)) },
        { method: "POST", path, ...multipart("--x\r\n\r\n\r\n".repeat(100_000)) },
        { method: "POST", path, ...multipart(field("a", "b")) },
        { method: "POST", path, headers: { "x-long": "x".repeat(1_000_000) }, body: "" },
      ]),
    safe: (answer) =>
      answer.status === 0 || (answer.status >= 400 && answer.status < 500) ? undefined : `answered ${answer.status}`,
  },
  {
    id: "S52",
    origin: "Next CVE-2025-29927",
    what: "x-middleware-subrequest in three forms",
    requests: () =>
      ["middleware", "src/middleware:".repeat(5), "src/proxy:".repeat(5)].map((value) => ({
        path: hidden,
        headers: { "x-middleware-subrequest": value },
      })),
    safe: [307, 401],
  },
  {
    id: "S53",
    origin: "Next CVE-2026-44575, -45109, -44573",
    what: "the data behind a page, by every way there is to it",
    requests: () => [
      ...[`${hidden}.rsc`, `${hidden}.segments/_tree.segment.rsc`, `/_next/data/x${hidden}.json`, `/${hidden}`].map(
        (path) => ({ path }),
      ),
      ...["/%6dodels/speech/vad", "/models/%73peech/vad", "/MODELS/speech/vad", `${hidden}/`, `${hidden}?_rsc=x`].map(
        (path) => ({ path }),
      ),
      { path: hidden, headers: { rsc: "1" } },
      { path: hidden, headers: { rsc: "1", "next-router-prefetch": "1" } },
      { path: hidden, headers: { rsc: "1", "next-router-segment-prefetch": "/_tree" } },
      { path: hidden, headers: { rsc: "1", "next-router-state-tree": encodeURIComponent('["",{}]') } },
    ],
    safe: (answer) => {
      if (/speech\/vad<|model\.bin|sha256:[0-9a-f]{8}/.test(answer.body)) return "shows what is behind";
      const isRedirect = answer.status === 200 && answer.body.includes("NEXT_REDIRECT;replace;/login");
      return isRedirect || (answer.status >= 300 && answer.status < 500) ? undefined : `answered ${answer.status}`;
    },
  },
  {
    id: "S54",
    origin: "React CVE-2025-55182, Next CVE-2025-66478",
    what: "server actions, of which there are none",
    requests: () =>
      doors.slice(0, 4).flatMap((path): readonly Asked[] => [
        {
          method: "POST",
          path,
          headers: { ...multipart("").headers, "next-action": "x" },
          body: `${field("1", "{}")}${field("0", '["$1:a:a"]')}--x--`,
        },
        { method: "POST", path, ...multipart(`${field("1", "{}")}${field("0", '["$1:a:a"]')}--x--`) },
        { method: "POST", path, headers: { "next-action": "x", "content-type": "text/plain" }, body: "[]" },
      ]),
    safe: [400, 403, 404, 405, 415],
  },
  {
    id: "S55",
    origin: "React CVE-2025-55183, -55184, -67779, Next CVE-2026-23870",
    what: "deeply nested Flight payloads, and bodies too large for a page",
    requests: () => [
      {
        method: "POST",
        path: "/login",
        headers: { "next-action": "x", "content-type": "text/plain" },
        body: `${"[".repeat(32_000)}${"]".repeat(32_000)}`,
      },
      { method: "POST", path: "/login", ...multipart(`${field("0", `"${"$1:".repeat(20_000)}"`)}--x--`) },
      {
        method: "POST",
        path: "/api/auth/callback/password",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: "a".repeat(1_100_000),
      },
      mutation("admin", "teams.create", `${"[".repeat(400_000)}${"]".repeat(400_000)}`),
    ],
    safe: [400, 404, 405, 413],
  },
  {
    id: "S59",
    origin: "Next CVE-2026-44576, -44581, -64647, CVE-2024-46982",
    what: "answers that a shared cache would keep and give to another",
    requests: ({ sealedId }) => [
      ...["/models", hidden, "/settings/profile"].flatMap((path): readonly Asked[] => [
        { as: "maker", path },
        { as: "maker", path, headers: { rsc: "1" } },
        { as: "maker", path, headers: { "x-now-route-matches": "1", "x-matched-path": "/login" } },
      ]),
      { as: "maker", path: `/api/v1/versions/${sealedId}/manifest` },
      { as: "maker", path: `/api/v1/versions/${sealedId}/files/model.bin` },
      { as: "maker", path: "/api/trpc/me.get?input=%7B%7D" },
    ],
    safe: (answer, asked) => {
      const kept = answer.headers["cache-control"] ?? "";
      if (!kept.includes("private") || !kept.includes("no-store")) return `may be kept: ${kept}`;
      // Pages name no cookie in Vary, because Next writes that header itself: what may not be kept needs none.
      if (asked.path.startsWith("/api/") && !/cookie/i.test(answer.headers.vary ?? "")) return "varies by no cookie";
      return answer.status < 400 ? undefined : `answered ${answer.status}`;
    },
  },
  {
    id: "S60",
    origin: "GHSA-2xp9-vwfh-vxw4, CVE-2026-64644, CVE-2026-75604",
    what: "the image optimiser",
    requests: () =>
      ["/icon.svg", "http://169.254.169.254/", "//evil.example/x.avif", "file:///etc/passwd"].flatMap((url) =>
        ["/_next/image", "/_next/image/"].map((path) => ({ path: `${path}?url=${encodeURIComponent(url)}&w=64&q=75` })),
      ),
    safe: (answer) => ([308, 400, 404].includes(answer.status) ? undefined : `answered ${answer.status}`),
  },
  {
    id: "S68",
    origin: "tRPC CVE-2025-68130",
    what: "form fields that name prototypes",
    requests: () =>
      ["/api/trpc/teams.create", "/api/auth/callback/password", "/api/auth/signout"].flatMap((path) =>
        ["__proto__[x]", "constructor[prototype][x]", "__proto__.x"].flatMap((name): readonly Asked[] => [
          { as: "admin", method: "POST", path, ...multipart(`${field(name, "1")}--x--`) },
          {
            as: "admin",
            method: "POST",
            path,
            headers: { "content-type": "application/x-www-form-urlencoded" },
            body: `${encodeURIComponent(name)}=1`,
          },
        ]),
      ),
    safe: (answer, asked) => {
      const isToken = asked.path.startsWith("/api/auth/") && asked.headers?.["content-type"]?.includes("urlencoded");
      if (isToken)
        return [302, 401].includes(answer.status) && /csrf=true/.test(answer.headers.location ?? "")
          ? undefined
          : `answered ${answer.status}`;
      return [400, 403, 415].includes(answer.status) ? undefined : `answered ${answer.status}`;
    },
  },
  {
    id: "§4b 13.4",
    origin: "ASVS 13.4",
    what: "methods that debug or tunnel, and maps of the source",
    requests: () => [
      ...["TRACE", "PUT", "DELETE", "PROPFIND", "PURGE"].flatMap((method) =>
        ["/", "/models", "/healthz", "/api/v1/info"].map((path) => ({ method, path })),
      ),
      ...["/_next/static/chunks/app.js.map", "/_next/static/", "/_next/"].map((path) => ({ path })),
    ],
    safe: (answer) => ([308, 400, 404, 405].includes(answer.status) ? undefined : `answered ${answer.status}`),
  },
];
