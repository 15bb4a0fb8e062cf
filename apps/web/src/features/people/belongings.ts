// What somebody answers for, in words, each with the page where it is handed over.
import type { Belongings, StageName } from "@chancery/core";
import { withParams } from "#search-params.ts";
import { scopeInWords } from "../grants/format.ts";
import { promotionPath } from "../promotions/format.ts";

export type ToHandOver = { readonly text: string; readonly href: string; readonly act: string };

export const personPath = (id: string): string => `/admin/people/${id}`;

export const toHandOver = (
  ownerId: string,
  { serviceAccounts, models, requests, soleRoles }: Belongings,
  labelOf: (stage: StageName) => string,
): readonly ToHandOver[] => [
  ...serviceAccounts.map(({ name }) => ({
    text: `Service account ${name}: needs another owner.`,
    href: withParams("/admin/service-accounts", { owner: ownerId }),
    act: `Hand over ${name}`,
  })),
  ...models.map(({ team, name }) => ({
    text: `Model ${team}/${name}: needs another owner.`,
    href: `/models/${team}/${name}/settings`,
    act: `Open ${team}/${name}`,
  })),
  ...requests.map(({ number, team, name, versionNumber, stage }) => ({
    text: `P-${number}, ${team}/${name}:${versionNumber} to ${labelOf(stage)}: stays open until it is decided or withdrawn.`,
    href: promotionPath({ number }),
    act: `Open P-${number}`,
  })),
  ...soleRoles.map(({ role, scope, scopeName }) => ({
    text: `The only ${role} of ${scopeInWords(scope, scopeName)}: give somebody else the role.`,
    href: "/admin/grants",
    act: "Give the role",
  })),
];
