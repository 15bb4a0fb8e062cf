// What this registry is, and what a reference points at.
import { resolveVersion, serverInfo } from "@chancery/services";
import { z } from "zod";
import { queryOf, type Route } from "./route.ts";

const Info = z.object({
  name: z.literal("chancery"),
  version: z.string(),
  oldestClient: z.string(),
  origin: z.string(),
  verifierKey: z.string(),
  isClaimed: z.boolean(),
});
const Resolved = z.object({
  versionId: z.uuid(),
  number: z.int(),
  manifestDigest: z.string(),
  resolvedAt: z.iso.datetime(),
  team: z.string(),
  name: z.string(),
  state: z.enum(["sealed", "revoked"]),
  recordContradicted: z.literal(true).optional(),
});

export const registryRoutes: readonly Route[] = [
  {
    method: "get",
    path: "/api/v1/info",
    summary: "What this server is: its version, its log's name and verifier key",
    isSignedIn: false,
    answers: [{ status: 200, description: "About this server", schema: Info }],
    handle: async (c) => c.json(await serverInfo(c.get("deps").house, c.get("call"), queryOf(c))),
  },
  {
    method: "get",
    path: "/api/v1/resolve",
    summary: "Resolve a reference (team/name:12, @alias, @stage, @sha256:…) to an immutable version",
    isSignedIn: true,
    parameters: resolveVersion.input,
    answers: [{ status: 200, description: "The version it points at now", schema: Resolved }],
    handle: async (c) => c.json(await resolveVersion(c.get("deps").house, c.get("call"), queryOf(c))),
  },
];
