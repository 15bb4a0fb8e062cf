// Every screen of the portal as a visitor meets it on demo data: who looks, where, and what is opened first.
import type { Page } from "@playwright/test";
import type { DemoRole } from "../support/frozen-portal.ts";

export type Screen = {
  readonly name: string;
  /** Nobody is signed in without one. */
  readonly as?: DemoRole;
  readonly path: string;
  /** What a person does before the picture is taken. */
  open?(page: Page): Promise<void>;
  /** Widths at which what is opened exists; both, unless named. */
  readonly widths?: readonly (1360 | 390)[];
};

const button = (name: string | RegExp) => (page: Page) => page.getByRole("button", { name }).first().click();
const palette = async (page: Page) => {
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
};
const model = "/models/speech/silero-vad";

export const screens: readonly Screen[] = [
  { name: "login", path: "/login" },
  { name: "sign-in-by-link", path: "/sign-in/code" },
  { name: "join", path: "/join/code" },
  { name: "models", as: "admin", path: "/models" },
  { name: "models-none-match", as: "admin", path: "/models?q=nothing-like-it&stage=production" },
  { name: "register-a-model", as: "contributor", path: "/models/new" },
  { name: "model", as: "contributor", path: model },
  { name: "model-versions", as: "contributor", path: `${model}/versions` },
  { name: "new-version", as: "contributor", path: `${model}/versions/new` },
  { name: "draft", as: "contributor", path: "/models/speech/wake-word/v/4/draft" },
  { name: "model-history", as: "contributor", path: `${model}/history?at=2026-10-20T00:00` },
  { name: "model-settings", as: "maintainer", path: `${model}/settings` },
  { name: "version", as: "contributor", path: `${model}/v/2` },
  { name: "version-files", as: "contributor", path: `${model}/v/2/files` },
  { name: "version-card", as: "contributor", path: `${model}/v/2/card` },
  { name: "version-lineage", as: "contributor", path: `${model}/v/2/lineage` },
  { name: "version-revoke", as: "maintainer", path: `${model}/v/1`, open: button("Revoke") },
  { name: "ask-for-promotion", as: "contributor", path: "/promotions/new?version=speech/silero-vad:3" },
  { name: "compare", as: "contributor", path: "/compare?v=speech/silero-vad:3&only=changed" },
  { name: "compare-nothing", as: "contributor", path: "/compare" },
  { name: "promotion-to-decide", as: "reviewer", path: "/promotions/20" },
  { name: "promotion-of-ones-own", as: "contributor", path: "/promotions/20" },
  { name: "reviews", as: "reviewer", path: "/reviews" },
  { name: "reviews-none", as: "contributor", path: "/reviews" },
  { name: "reviews-decided", as: "reviewer", path: "/reviews?tab=decided" },
  { name: "promotion-decided", as: "contributor", path: "/promotions/1" },
  { name: "datasets", as: "maintainer", path: "/datasets" },
  { name: "audit", as: "auditor", path: "/audit" },
  { name: "audit-none-match", as: "auditor", path: "/audit?q=nothing-like-it" },
  { name: "audit-entry", as: "auditor", path: "/audit/200" },
  { name: "integrity", as: "auditor", path: "/audit/integrity" },
  { name: "profile", as: "contributor", path: "/settings/profile" },
  { name: "tokens", as: "contributor", path: "/settings/tokens" },
  { name: "new-token", as: "contributor", path: "/settings/tokens", open: button(/^New token/) },
  { name: "sessions", as: "contributor", path: "/settings/sessions" },
  { name: "people", as: "admin", path: "/admin/people" },
  { name: "add-person", as: "admin", path: "/admin/people", open: button("Add person") },
  { name: "service-accounts", as: "admin", path: "/admin/service-accounts" },
  { name: "teams", as: "admin", path: "/admin/teams" },
  { name: "groups", as: "admin", path: "/admin/groups" },
  { name: "grants", as: "admin", path: "/admin/grants" },
  { name: "give-a-role", as: "admin", path: "/admin/grants", open: button("Give a role") },
  { name: "roles", as: "admin", path: "/admin/roles" },
  { name: "palette", as: "contributor", path: `${model}/v/2`, open: palette, widths: [1360] },
  { name: "account-menu", as: "admin", path: "/models", open: button(/^Account of/), widths: [1360] },
  { name: "drawer", as: "admin", path: "/models", open: button("Menu"), widths: [390] },
  { name: "not-found", as: "contributor", path: "/models/speech/no-such-model" },
  { name: "no-such-address", path: "/no-such-address" },
  { name: "no-permission", as: "contributor", path: "/audit" },
];
