// A registry that is made to crash while it is pushed to and voted in, and what must hold each time it is back.
import { expect } from "@playwright/test";
import { bearerAt, type Bearer } from "./bearer.ts";
import { Refused } from "./http.ts";
import { expectKept, expectTrueBytes, type Checked } from "./promises.ts";
import { openRegistry, team, type Registry } from "./registry.ts";
import { newLedger, promoteOn, pushOn, type Ledger } from "./remembered-load.ts";
import { runServer, type Place, type RunningServer, type Start } from "./server.ts";

export type CrashScene = {
  readonly place: Place;
  readonly tokens: Registry["tokens"];
  readonly ledger: Ledger;
  /** Versions whose bytes were hashed before. */
  readonly read: Set<string>;
  checked: Checked;
  server: RunningServer;
};
export type Hands = { readonly maker: Bearer; readonly reviewer: Bearer };

export async function openCrashScene(place: Place, start: Omit<Start, "place"> = {}): Promise<CrashScene> {
  const { server, tokens, maker } = await openRegistry(place, start);
  await maker.mutate("models.create", { team, name: "crashed" });
  const checked = { finished: 0, sealed: 0, votes: 0 };
  return { place, tokens, ledger: newLedger(), read: new Set(), checked, server };
}

export const handsOf = ({ server, tokens }: CrashScene): Hands => ({
  maker: bearerAt(server.url, tokens.maker),
  reviewer: bearerAt(server.url, tokens.reviewer),
});

/** After a crash: what was answered is there, what was cut off goes on under its own keys, what is visible has its bytes. */
export async function judge(scene: CrashScene): Promise<void> {
  const { ledger } = scene;
  const hands = handsOf(scene);
  scene.checked = await expectKept(hands.maker, ledger, scene.checked);
  for (const push of [...ledger.pushes]) await pushOn(hands.maker, ledger, push);
  for (const asking of [...ledger.askings]) await promoteOn(hands, ledger, asking);
  scene.checked = await expectKept(hands.maker, ledger, scene.checked);
  await expectTrueBytes(hands.maker, scene.read);
}

/** The log has no gap, its root is that of its leaves, and every content has its SHA-256: the operator's own command. */
export async function expectClean(place: Place): Promise<void> {
  const { code, output } = await runServer({ place, args: ["--fsck", "--blobs"] });
  expect(code, output).toBe(0);
  expect(output).toMatch(/ok: \d+ entries, \d+ rows, root [0-9a-f]{64}/);
  expect(output).toMatch(/ok: \d+ contents/);
}

/** No answer, or one of 5xx, is what a crash looks like; any other refusal is a fault. */
export const isCut = (error: unknown): boolean =>
  error instanceof Refused ? error.status >= 500 : error instanceof TypeError;
