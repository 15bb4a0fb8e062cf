// An act is recorded or refused, by what the server answered and nothing else.
import { afterEach, expect, it, vi } from "vitest";
import { carryOut } from "./use-attempt.ts";

afterEach(() => vi.unstubAllGlobals());

const fault = new Error("the page fell over its own feet");
const refused = Object.assign(new Error("no"), { data: { code: "FORBIDDEN", reasons: [] } });

type Case = { readonly isRefused?: boolean; readonly isFaulty?: boolean };
it.each<[string, Case, object]>([
  ["recorded", {}, { isRecorded: true, followed: 1, reported: [] }],
  ["recorded, and what follows it throws", { isFaulty: true }, { isRecorded: true, followed: 1, reported: [fault] }],
  ["refused", { isRefused: true }, { isRecorded: false, followed: 0, reported: [] }],
])("an act that is %s is shown as just that", async (_what, { isRefused = false, isFaulty = false }, expected) => {
  const reported: unknown[] = [];
  vi.stubGlobal("reportError", (error: unknown) => void reported.push(error));
  const shown: object[] = [];
  let followed = 0;
  const isRecorded = await carryOut<string, string>(
    {
      send: (input) => (isRefused ? Promise.reject(refused) : Promise.resolve(input)),
      onDone: () => {
        followed += 1;
        if (isFaulty) throw fault;
      },
    },
    "P-1",
    { key: "k", show: (standing) => void shown.push(standing) },
  );
  expect({ isRecorded, followed, reported }).toEqual(expected);
  expect(shown).toMatchObject([isRefused ? { refusal: { code: "FORBIDDEN" } } : { refusal: null, result: "P-1" }]);
});
