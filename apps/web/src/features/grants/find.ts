// Who may hold a role, and on what, by part of a name.
import type { AppRouter } from "@chancery/api";
import type { TRPCClient } from "@trpc/client";
import type { Option } from "#components/field.tsx";
import { pickedAtOnce, type Find } from "#components/still-picker.tsx";
import { refusalOf } from "#refusal.ts";

type Api = TRPCClient<AppRouter>;
const asked = (q: string) => ({ limit: pickedAtOnce, ...(q !== "" && { q }) });

async function accounts(api: Api, input: { readonly q?: string; readonly isUsable?: true }, signal: AbortSignal) {
  const page = await api.people.list.query({ limit: pickedAtOnce, ...input }, { signal });
  return page.items.map(({ id, name, kind }): Option => ({
    value: `actor:${id}`,
    label: kind === "service" ? `${name} (service account)` : name,
  }));
}

const groups = async (api: Api, q: string, signal: AbortSignal) =>
  (await api.groups.list.query(asked(q), { signal })).items.map(({ id, name }): Option => ({
    value: `group:${id}`,
    label: `${name} (group)`,
  }));

/** Values are `actor:<id>` and `group:<id>`. */
export const findHolders: Find = async (api, q, signal) =>
  (
    await Promise.all([accounts(api, { ...(q !== "" && { q }), isUsable: true }, signal), groups(api, q, signal)])
  ).flat();

/** Everybody who may ever have held a role, disabled accounts too. Values are ids. */
export const findAllHolders: Find = async (api, q, signal) =>
  (await Promise.all([accounts(api, q === "" ? {} : { q }, signal), groups(api, q, signal)]))
    .flat()
    .map(({ value, label }) => ({ value: value.slice(value.indexOf(":") + 1), label }));

const everywhere: Option = { value: "organisation:organisation", label: "the whole organisation" };

/** Values are `organisation:organisation`, `team:<id>` and `model:<id>`; a choice is found by its whole label too. */
export const findPlaces: Find = async (api, q, signal) => {
  const [, kind, typed = ""] = /^(?:(team|model)\s+)?(.*)$/i.exec(q) ?? [];
  const [teams, models] = await Promise.all([
    kind === "model" || typed.includes("/") ? noItems : api.teams.list.query(asked(typed), { signal }),
    kind === "team" ? noItems : modelsCalled(api, typed, signal),
  ]);
  const places = [
    everywhere,
    ...teams.items.map(({ id, slug }) => ({ value: `team:${id}`, label: `team ${slug}` })),
    ...models.items.map(({ id, team, name }) => ({ value: `model:${id}`, label: `model ${team}/${name}` })),
  ];
  const isMeant = typed.includes("/") ? typed : "";
  return places.filter(({ value, label }) =>
    value === everywhere.value ? label.includes(q.toLowerCase()) : label.toLowerCase().includes(isMeant.toLowerCase()),
  );
};

const noItems = { items: [] };

/** What reads as a team's slug. Core's own schema would bring all of zod to the browser. */
const teamLike = /^[a-z0-9][a-z0-9-]{0,62}$/;

type Found = { readonly id: string; readonly team: string; readonly name: string };

/** After `team/` only that team's, and first the one so called: whatever else bears the name, each model can be reached. */
async function modelsCalled(
  api: Api,
  typed: string,
  signal: AbortSignal,
): Promise<{ readonly items: readonly Found[] }> {
  const at = typed.indexOf("/");
  const name = typed.slice(at + 1);
  const team = typed.slice(0, Math.max(at, 0));
  if (!teamLike.test(team)) return api.models.list.query(asked(name), { signal });
  const [exact, { items }] = await Promise.all([
    name === "" ? null : orNone(api.models.get.query({ model: `${team}/${name}` }, { signal }), null),
    orNone(api.models.list.query({ ...asked(name), team }, { signal }), noItems),
  ]);
  const others: readonly Found[] = items.filter(({ id }) => id !== exact?.id);
  return { items: exact ? [exact, ...others] : others };
}

/** Half of a name names nothing yet. */
const orNone = <T, N>(asking: Promise<T>, none: N): Promise<T | N> =>
  asking.catch((error: unknown) => {
    if (["NOT_FOUND", "INVALID_INPUT"].includes(refusalOf(error).code)) return none;
    throw error;
  });
