// Files that are stored: who gets them, and what a browser is told to make of them.
import type { Attack } from "../attack.ts";
import { activeContents, activeFiles, type Asked } from "../scene.ts";

export const downloadAttacks: readonly Attack[] = [
  {
    id: "S44",
    origin: "ClearML CVE-2024-24592",
    what: "files without a session, with a dead token, as another team",
    requests: ({ sealedId, hidden }) => {
      const path = `/api/v1/versions/${sealedId}/files/model.bin`;
      return [
        { path },
        { path: `/api/v1/versions/${sealedId}/manifest` },
        { path, headers: { authorization: `Bearer chyp_${"A".repeat(36)}` } },
        { path, headers: { range: "bytes=0-1" } },
        { path: `${path}?token=x` },
        { as: "outsider", path: `/api/v1/versions/${hidden.versionId}/files/hidden.bin` },
        { as: "viewer", path: `/api/v1/versions/${hidden.versionId}/manifest` },
      ];
    },
    safe: (answer) => ([400, 401, 404].includes(answer.status) ? undefined : `answered ${answer.status}`),
  },
  {
    id: "S45",
    origin: "ClearML CVE-2024-24593, -24594",
    what: "stored pages and pictures that hold scripts, asked for as a browser asks",
    requests: ({ sealedId }) =>
      activeFiles.flatMap((path) =>
        ["GET", "HEAD"].map((method): Asked => ({
          as: "maker",
          method,
          path: `/api/v1/versions/${sealedId}/files/${path}`,
          headers: {
            accept: "text/html,image/svg+xml,*/*",
            "sec-fetch-dest": "document",
            "sec-fetch-mode": "navigate",
          },
        })),
      ),
    safe: ({ status, headers, body }, { method }) => {
      if (status !== 200 || body !== (method === "HEAD" ? "" : activeContents)) return `answered ${status}: ${body}`;
      if (!headers["content-disposition"]?.startsWith("attachment")) return "would be shown";
      if (headers["content-type"] !== "application/octet-stream") return `calls itself ${headers["content-type"]}`;
      return headers["content-security-policy"] === "sandbox; default-src 'none'" ? undefined : "has no sandbox";
    },
  },
];
