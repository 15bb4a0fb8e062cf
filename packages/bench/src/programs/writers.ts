// Writers that change a model each, over and over, spread over some servers: every change is an act in the one log.
import { answer, told } from "../stage/told.ts";
import { quantilesOf } from "../stage/timing.ts";

export type Writers = {
  readonly urls: readonly string[];
  readonly token: string;
  /** `ref` is team/name. */
  readonly models: readonly { readonly id: string; readonly ref: string }[];
  readonly seconds: number;
};
export type Written = { readonly perSecond: number; readonly p50Ms: number; readonly p99Ms: number };

const { urls, token, models, seconds } = await told<Writers>();
const taken: number[] = [];
const beganAt = performance.now();

async function write({ id: modelId, ref }: Writers["models"][number], at: number): Promise<void> {
  const url = urls[at % urls.length]!;
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const send = async (path: string, init: RequestInit) => {
    const response = await fetch(`${url}/api/trpc/${path}`, { ...init, headers });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${text}`);
    return (JSON.parse(text) as { readonly result: { readonly data: { readonly revision: number } } }).result.data;
  };
  const asked = encodeURIComponent(JSON.stringify({ model: ref }));
  let { revision } = await send(`models.get?input=${asked}`, {});
  while (performance.now() - beganAt < seconds * 1000) {
    const startedAt = performance.now();
    const body = JSON.stringify({ modelId, revision, description: `Written at ${startedAt}.` });
    ({ revision } = await send("models.update", { method: "POST", body }));
    taken.push(performance.now() - startedAt);
  }
}

await Promise.all(models.map(write));
const { p50, p99 } = quantilesOf(taken);
answer({ perSecond: taken.length / ((performance.now() - beganAt) / 1000), p50Ms: p50, p99Ms: p99 } satisfies Written);
