// Resolves one reference over and over through the typed client, on a number of connections.
import { createClient } from "@chancery/client";
import { answer, told } from "../stage/told.ts";
import type { Loaded } from "./load.ts";

export type TypedLoad = {
  readonly url: string;
  readonly token: string;
  readonly ref: string;
  readonly connections: number;
  readonly seconds: number;
};

const { url, token, ref, connections, seconds } = await told<TypedLoad>();
const { api } = createClient({ url, token });
const startedAt = performance.now();
const endsAt = startedAt + seconds * 1000;
let answers = 0;
async function askAway(): Promise<void> {
  while (performance.now() < endsAt) {
    const { state } = await api.versions.resolve.query({ ref });
    if (state !== "sealed") throw new Error(`resolved to ${state}`);
    answers += 1;
  }
}
await Promise.all(Array.from({ length: connections }, askAway));
answer({ answers, perSecond: (answers * 1000) / (performance.now() - startedAt) } satisfies Loaded);
