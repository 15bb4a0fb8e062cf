// What the server does by itself, on timers that the test moves.
import { ensureInitialised, makeCheckpoint } from "@chancery/services";
import { eachEngine } from "@chancery/services/testing";
import { afterEach, expect, it, vi } from "vitest";
import { startTimers } from "./timers.ts";

afterEach(() => void vi.useRealTimers());

eachEngine("every minute", (open) => {
  it("writes the newest checkpoint to the process log, where whoever collects it has a copy of their own", async () => {
    const { house } = await open();
    await ensureInitialised(house);
    await makeCheckpoint(house);
    const written: object[] = [];
    const log = { ...house.log, info: (facts: object) => void written.push(facts) };
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const stop = startTimers({ ...house, log });
    vi.advanceTimersByTime(60_000);
    await stop();
    const note = await house.checkpointFile.read();
    expect(note).toContain(house.signer.origin);
    expect(written).toContainEqual({ checkpoint: note });
  });
});
