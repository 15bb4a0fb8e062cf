// Every model can be chosen, however many bear its name.
import { expect, it } from "vitest";
import { findPlaces } from "./find.ts";

const refused = (code: string) => Object.assign(new Error(code), { data: { code, reasons: [] } });
const models = [
  ...Array.from({ length: 60 }, (_, n) => ({ id: `t${n}`, team: `team-${n}`, name: "vad" })),
  ...Array.from({ length: 60 }, (_, n) => ({ id: `m${n}`, team: "speech", name: `vad-${n}` })),
  { id: "last", team: "speech", name: "vad" },
];
/** As the server lists: part of a name, within a team, never more than asked for; unknown teams are refused. */
const api = {
  teams: { list: { query: () => Promise.resolve({ items: [] }) } },
  models: {
    list: {
      query: ({ q = "", team, limit }: { q?: string; team?: string; limit: number }) => {
        const items = models.filter((model) => model.name.includes(q) && (team === undefined || model.team === team));
        return team !== undefined && !models.some((model) => model.team === team)
          ? Promise.reject(refused("INVALID_INPUT"))
          : Promise.resolve({ items: items.slice(0, limit) });
      },
    },
    get: {
      query: ({ model }: { model: string }) => {
        const found = models.find(({ team, name }) => `${team}/${name}` === model);
        return found ? Promise.resolve(found) : Promise.reject(refused("NOT_FOUND"));
      },
    },
  },
} as unknown as Parameters<typeof findPlaces>[0];
const find = async (q: string) => (await findPlaces(api, q, new AbortController().signal)).map(({ label }) => label);

it("finds each model by its whole name, however many are called like it", async () => {
  for (const { team, name } of models) expect((await find(`${team}/${name}`))[0]).toBe(`model ${team}/${name}`);
  expect((await find("model speech/vad"))[0]).toBe("model speech/vad");
});

it("lists a team's own after its name, and finds nothing in a team that is not there", async () => {
  expect(await find("team-7/")).toEqual(["model team-7/vad"]);
  expect(await find("nope/vad")).toEqual([]);
  expect(await find("speech/nope")).toEqual([]);
});
