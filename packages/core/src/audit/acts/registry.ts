// Acts that begin a registry.
import { z } from "zod";
import { Sha256 } from "../../names.ts";
import { act, id, shape, text } from "../act.ts";

export const registryActs = {
  "registry.initialised@1": act({
    class: "policy",
    data: shape({ policy: z.string(), policyDigest: Sha256, verifierKey: z.string() }),
    did: ({ fact }) => `set up this registry with the policy ${fact("policy")}`,
    attempt: "set up",
  }),
  /** A later Chancery asks for more than the one that set the registry up. */
  "policy.adopted@1": act({
    class: "policy",
    data: shape({ policy: z.string(), policyDigest: Sha256 }),
    did: ({ fact }) => `put the policy ${fact("policy")} in force`,
    attempt: "change the policy of",
  }),
  "registry.claimed@1": act({
    class: "access",
    retention: "account",
    data: shape({ actorId: id, name: text(), email: text() }),
    did: ({ called }) => `claimed this registry: ${called("actorId")} is its first admin`,
    attempt: "claim",
  }),
} as const;
