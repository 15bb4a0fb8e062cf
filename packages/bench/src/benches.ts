// Every bench, in the order they run and are printed.
import type { Bench } from "./bench.ts";
import { resolveHttp } from "./benches/resolve-http.ts";

export const benches: readonly Bench[] = [resolveHttp];
