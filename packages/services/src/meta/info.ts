// What this server is, to whoever asks before signing in.
import { organisation, ServerInfo } from "@chancery/core";
import { hasPeople } from "@chancery/db";
import { z } from "zod";
import { query } from "../query.ts";

export const serverInfo = query({
  permission: "registry:read",
  input: z.strictObject({}),
  output: ServerInfo,
  subject: () => Promise.resolve(organisation),
  async run({ reader, house }): Promise<ServerInfo> {
    const { version, oldestClient } = house.settings;
    const { origin, verifierKey } = house.signer;
    return { name: "chancery", version, oldestClient, origin, verifierKey, isClaimed: await hasPeople(reader) };
  },
});
