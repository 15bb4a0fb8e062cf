// The portal on demo data with its clock and chance held still, at an address that is the same in every run: what a
// page shows depends on the code alone. One server and one browser for a whole file.
import { request } from "node:http";
import { fileURLToPath } from "node:url";
import { test as base, expect, type Browser, type Page } from "@playwright/test";
import { openPlace, startServer, type RunningServer } from "./server.ts";

const preload = fileURLToPath(new URL("frozen.mjs", import.meta.url));
/** Under which the browser opens it; the port it really has differs from run to run. */
export const frozenUrl = "http://localhost:3000";
const roles = ["contributor", "reviewer", "maintainer", "auditor", "admin"] as const;
export type DemoRole = (typeof roles)[number];

export type FrozenPortal = {
  readonly server: RunningServer;
  /** The session cookie of somebody with that role. */
  cookieOf(role: DemoRole): Cookie;
  /** What the server answers to them, as a browser without scripts would get it. */
  get(path: string, role?: DemoRole): Promise<Answer>;
};
/** The page of somebody with that role, of nobody without one; the same for every test of the file. */
export type PageAs = (role?: DemoRole) => Promise<Page>;

export type Cookie = { readonly name: string; readonly value: string };

export const test = base.extend<object, { readonly portal: FrozenPortal; readonly pageAs: PageAs }>({
  portal: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads from it that nothing is needed
    async ({}, use) => {
      const place = await openPlace();
      const env = { CHANCERY_PUBLIC_URL: frozenUrl };
      const server = await startServer({ args: ["--demo"], nodeArgs: ["--import", preload], env, place });
      const cookies = new Map<DemoRole, Cookie>();
      // One after another: sessions stand in the log, whose root is shown.
      for (const role of roles) cookies.set(role, await signInByLink(server, role));
      const cookieOf = (role: DemoRole) => cookies.get(role)!;
      const get = (path: string, role?: DemoRole) =>
        send(server, path, role ? { cookie: headerOf([cookieOf(role)]) } : {});
      await use({ server, cookieOf, get });
      await server.stop();
      await place.remove();
    },
    { scope: "worker", timeout: 240_000 },
  ],
  browser: [
    async ({ playwright, launchOptions, portal }, use) => {
      const { host } = new URL(portal.server.url);
      const args = [
        ...(launchOptions.args ?? []),
        `--host-resolver-rules=MAP localhost:3000 127.0.0.1:${host.split(":")[1]}`,
        "--font-render-hinting=none",
        "--force-color-profile=srgb",
      ];
      const browser = await playwright.chromium.launch({ ...launchOptions, args });
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
  pageAs: [
    async ({ browser, portal }, use) => {
      const pages = new Map<DemoRole | undefined, Page>();
      await use(async (role) => {
        const page = pages.get(role) ?? (await openPage(browser, role && portal.cookieOf(role)));
        pages.set(role, page);
        return page;
      });
      await Promise.all([...pages.values()].map((page) => page.context().close()));
    },
    { scope: "worker" },
  ],
});
export { expect };

async function openPage(browser: Browser, cookie: Cookie | undefined): Promise<Page> {
  const context = await browser.newContext({
    baseURL: frozenUrl,
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "UTC",
  });
  if (cookie) await context.addCookies([{ ...cookie, url: frozenUrl }]);
  return context.newPage();
}

/** Spends the role's printed link and answers the session's cookie. A browser would drop it: to its clock it is old. */
async function signInByLink(server: RunningServer, role: DemoRole): Promise<Cookie> {
  const printed = await server.printed(new RegExp(`^ +${role}\\b.*/sign-in/\\S+$`, "m"));
  const code = printed.slice(printed.lastIndexOf("/") + 1);
  const start = await send(server, "/api/auth/csrf");
  const { csrfToken } = JSON.parse(start.text) as { readonly csrfToken: string };
  const answer = await send(server, "/api/auth/callback/link", {
    cookie: headerOf(start.cookies),
    body: new URLSearchParams({ code, csrfToken, callbackUrl: "/", json: "true" }).toString(),
  });
  const session = answer.cookies.find(({ name }) => name.endsWith("chancery.session"));
  if (!session) throw new Error(`the link of the demo's ${role} was refused: ${answer.text}`);
  return session;
}

type Answer = { readonly status: number; readonly text: string; readonly cookies: readonly Cookie[] };
const headerOf = (cookies: readonly Cookie[]) => cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
type Sent = { readonly cookie?: string; readonly body?: string };

/** Node's fetch cannot name another host than the one it connects to. */
const send = (server: RunningServer, path: string, { cookie, body }: Sent = {}) =>
  new Promise<Answer>((resolve, reject) => {
    const headers = {
      host: new URL(frozenUrl).host,
      "user-agent":
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
      ...(cookie && { cookie }),
      ...(body && { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body) }),
    };
    const outgoing = request(server.url + path, { method: body ? "POST" : "GET", headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => (text += part));
      answer.on("end", () => {
        const cookies = (answer.headers["set-cookie"] ?? []).map(cookieOf);
        resolve({ status: answer.statusCode ?? 0, text, cookies });
      });
    });
    outgoing.on("error", reject).end(body);
  });

function cookieOf(line: string): Cookie {
  const [pair = ""] = line.split(";", 1);
  const at = pair.indexOf("=");
  return { name: pair.slice(0, at), value: pair.slice(at + 1) };
}
