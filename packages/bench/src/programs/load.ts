// Asks one address over and over on a number of connections, and counts the answers. Fails on any answer but 200.
import autocannon from "autocannon";
import { answer, told } from "../stage/told.ts";

export type Load = {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  readonly headers?: Readonly<Record<string, string>>;
};
export type Loaded = { readonly answers: number; readonly perSecond: number };

const { seconds, headers = {}, ...load } = await told<Load>();
const result = await autocannon({ ...load, headers, duration: seconds });
if (result.errors + result.timeouts + result.non2xx > 0 || result["2xx"] === 0)
  throw new Error(`${result["2xx"]} good answers, ${result.non2xx} others, ${result.errors} errors`);
answer({ answers: result["2xx"], perSecond: result["2xx"] / result.duration } satisfies Loaded);
