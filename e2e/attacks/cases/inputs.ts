// Hostile values: paths, names, lengths, numbers, filters.
import type { Attack } from "../attack.ts";
import { payloads } from "../attack.ts";
import { mutation, query, sha256, type Asked, type Scene } from "../scene.ts";

const fileOf = ({ sealedId }: Scene, path: string): Asked => ({
  as: "maker",
  path: `/api/v1/versions/${sealedId}/files/${path}`,
});
const uploadOf = ({ draftId }: Scene, path: string): Asked => ({
  as: "maker",
  method: "POST",
  path: "/api/v1/uploads",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ versionId: draftId, path, sizeBytes: 3, sha256: sha256("abc") }),
});
const named = (name: string) => mutation("maker", "models.create", { team: "speech", name });
const long = (length: number) => "a".repeat(length);
const uploadsOf = (filter: (path: string) => boolean) => (scene: Scene) =>
  payloads("paths")
    .filter(filter)
    .map((path) => uploadOf(scene, path));

export const inputAttacks: readonly Attack[] = [
  {
    id: "S01",
    origin: "MLflow CVE-2023-1177, CVE-2023-30172",
    what: "a path that climbs, asked for as a file of a version",
    requests: (scene) => payloads("encoded-paths").map((path) => fileOf(scene, path)),
    safe: [400, 404],
  },
  {
    id: "S02",
    origin: "MLflow CVE-2023-1176, CVE-2025-11201",
    what: "an absolute path as the path of an upload",
    requests: uploadsOf((path) => /^\/|^file:|^FILE:|\/\/|^[cC]:/.test(path)),
    safe: [400],
  },
  {
    id: "S03",
    origin: "MLflow CVE-2023-2356",
    what: "'..' inside the path of an upload, and inside a vendor's endpoint",
    requests: (scene) => [
      ...uploadsOf((path) => /(^|\/)\.\.?(\/|$)/.test(path))(scene),
      ...["s3://b/../..", "file:///etc/passwd", "mlflow-artifacts:/../x", "javascript:alert(1)", "ftp://h/x"].map(
        (endpoint) =>
          mutation("maker", "versions.create", {
            model: "speech/vad",
            kind: "external",
            descriptor: { supplier: "s", product: "p", version: "1", endpoint },
          }),
      ),
    ],
    safe: [400],
  },
  {
    id: "S04",
    origin: "MLflow CVE-2023-2780, -6831, -6909",
    what: "backslashes, plain and encoded",
    requests: (scene) => [
      ...uploadsOf((path) => path.includes("\\"))(scene),
      ...["..%5c..%5cf", "%5c..%5cf", "/..%5cf", "a%5c..%5cmodel.bin"].map((path) => fileOf(scene, path)),
    ],
    safe: [400, 404],
  },
  {
    id: "S05",
    origin: "MLflow CVE-2024-1560",
    what: "paths encoded twice and three times",
    requests: (scene) =>
      ["%252e%252e%252fx", "%25252e%25252e%25252fx", "%252fetc%252fpasswd", "model%252ebin"].map((path) =>
        fileOf(scene, path),
      ),
    safe: [400, 404],
  },
  {
    id: "S06",
    origin: "MLflow CVE-2024-1593",
    what: "parameters smuggled behind ';'",
    requests: (scene) =>
      ["a;/../b", "model.bin;x=y", "..;/x", "model.bin;/../../../etc/passwd"].map((path) => fileOf(scene, path)),
    safe: [400, 404],
  },
  {
    id: "S26",
    origin: "MLflow CVE-2024-3099",
    what: "names that look like another, or mean something in a URL",
    requests: () => [...payloads("names").map(named), named("vad"), named("VAD"), named("Vad")],
    safe: [400, 409],
  },
  {
    id: "S27",
    origin: "MLflow CVE-2024-6838",
    what: "names, tags and texts without end, and control characters",
    requests: ({ modelId }) => [
      named(long(10_000_000)),
      named(long(900_000)),
      mutation("maker", "versions.create", { model: "speech/vad", tags: { a: long(900_000) } }),
      mutation("maker", "versions.create", {
        model: "speech/vad",
        tags: Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`t${n}`, "x"])),
      }),
      mutation("maker", "versions.create", { model: "speech/vad", label: "a\u202eb" }),
      mutation("maker", "versions.create", { model: "speech/vad", label: "a\u0000b" }),
      mutation("maker", "models.update", { modelId, revision: 1, description: `x\u0007${long(50_000)}` }),
      mutation("admin", "teams.create", { slug: long(5_000), name: "x" }),
      mutation("admin", "teams.create", { slug: "x", name: "a\u200bb" }),
    ],
    safe: [0, 400, 413], // 0: refused and cut off before all of it was sent
  },
  {
    id: "S28",
    origin: "MLflow CVE-2025-0453; tRPC without a batch limit",
    what: "2,000 calls in one request, and 21",
    requests: () =>
      [2_000, 21].flatMap((size) => {
        const names = Array.from({ length: size }, () => "meta.info").join(",");
        return [
          { as: "maker", path: `/api/trpc/${names}?batch=1&input=%7B%7D` } as const,
          { ...mutation("maker", `${names}?batch=1`, {}) },
        ];
      }),
    safe: (answer) =>
      answer.status === 0 || (answer.status >= 400 && answer.status < 500) ? undefined : `answered ${answer.status}`,
  },
  {
    id: "S49",
    origin: "Kubeflow CVE-2024-5552",
    what: "searches made to take for ever, and to speak to the database",
    requests: () => [
      ...["(".repeat(2_000), "%".repeat(2_000), `${"a".repeat(2_000)}!`, "*".repeat(999), "_".repeat(999)].map((q) =>
        query("maker", "models.list", { q }),
      ),
      ...["(".repeat(100_000), "%".repeat(10_000)].map((q) => query("maker", "search.find", { q })),
      ...payloads("sqli").map((q) => query("maker", "search.find", { q })),
      ...payloads("sqli").map((q) => query("maker", "models.list", { q })),
    ],
    safe: (answer) => {
      if (answer.status >= 400 && answer.status < 500) return undefined;
      if (answer.status !== 200) return `answered ${answer.status}`;
      return /secret_hash|password_hash|CREATE TABLE/i.test(answer.body) ? "shows the database" : undefined;
    },
  },
  {
    id: "S51",
    origin: "distribution CVE-2023-2253",
    what: "limits that are negative, enormous or no numbers",
    requests: () =>
      ["-1", "0", "1e9", "1e400", "null", '"10"', "NaN", "1.5", "[1]"].flatMap((limit) =>
        ["models.list", "audit.list"].map((name) => query("admin", name, `{"limit":${limit}}`)),
      ),
    safe: [400],
  },
  {
    id: "§4b 15.3",
    origin: "ASVS 15.3: mass assignment, prototype and parameter pollution",
    what: "fields nobody asked for, and one parameter twice",
    requests: ({ modelId, sealedId }) => [
      mutation("maker", "models.create", { team: "speech", name: "mass", tier: "low", createdBy: "x" }),
      mutation("maker", "models.update", { modelId, revision: 1, description: "x", role: "admin" }),
      mutation("maker", "models.create", '{"team":"speech","name":"proto","__proto__":{"role":"admin"}}'),
      mutation("maker", "models.create", '{"team":"speech","name":"proto","constructor":{"prototype":{"x":1}}}'),
      { as: "maker", path: "/api/v1/resolve?ref=speech/vad:1&ref=speech/vad:2" },
      { as: "maker", path: "/api/trpc/models.list?input=%7B%7D&input=%7B%22limit%22:1%7D" },
      { as: "maker", path: `/api/v1/versions/${sealedId}/manifest?a=1&a=2` },
      { as: "maker", path: `/api/trpc/models.list?input=${"a".repeat(9_000)}` },
    ],
    safe: [400],
  },
];
