// How soon a built server serves, and what it takes when nobody asks anything.
import { setTimeout as pause } from "node:timers/promises";
import { openPlace, startServer } from "e2e/support/server.ts";
import { bench } from "../bench.ts";
import { residentMiB } from "../stage/process-stats.ts";

export const start = bench({
  name: "start",
  what: "the built server over an existing registry, from its start until /readyz; its memory 5 s later",
  against: "nothing",
  reach: [
    { figure: "ready", unit: "s", compare: "alone", atMost: 2 },
    { figure: "idle memory", unit: "MiB", compare: "alone", atMost: 250 },
  ],
  async prepare(place) {
    const home = await openPlace();
    place.atEnd(() => home.remove());
    await (await startServer({ place: home })).stop();
    return { home, restMs: place.size({ full: 5000, quick: 100 }) };
  },
  async ours({ home, restMs }) {
    const startedAt = performance.now();
    const server = await startServer({ place: home });
    const answer = await fetch(`${server.url}/readyz`);
    const seconds = (performance.now() - startedAt) / 1000;
    if (!answer.ok) throw new Error(`not ready: ${answer.status}`);
    await pause(restMs);
    const memoryMiB = residentMiB(server.pid);
    await server.stop();
    return { ready: seconds, "idle memory": memoryMiB };
  },
});
