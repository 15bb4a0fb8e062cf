// Why something is not offered is said once on a page: no sentence of refusal stands there twice, and none names the same
// roles as another. Every page that the people of the demo can reach, read as HTML, before any script runs.
import { expect, test } from "@playwright/test";
import { join, signInByLink, type Session } from "../support/http.ts";
import { person } from "../support/people.ts";
import { startServer } from "../support/server.ts";

const refusing =
  /\b(you need|you may not|you cannot|only an? \w+|some(one|body) else|gives roles|not offered|not possible)\b/i;
const startingAt = ["/", "/reviews", "/compare", "/datasets", "/settings/profile", "/settings/tokens", "/models/new"];
const administration = ["teams", "groups", "people", "service-accounts", "grants", "roles"];

test("no page says twice to anybody why something is not offered", async () => {
  const server = await startServer({ args: ["--demo"] });
  try {
    const admin = await signInByLink(server, "admin");
    const contributor = await signInByLink(server, "contributor");
    await contributor.mutate("models.create", { team: "speech", name: "not-begun" });
    await contributor.mutate("versions.create", { model: "speech/not-begun", kind: "files" });
    const readers: Readonly<Record<string, Session>> = {
      viewer: await join(admin, person("Nora Quist")),
      contributor,
      reviewer: await signInByLink(server, "reviewer"),
      auditor: await signInByLink(server, "auditor"),
    };
    for (const [role, reader] of Object.entries(readers)) {
      const pages = await pagesOf(reader);
      expect(pages.size, role).toBeGreaterThan(30);
      const refused = [...pages].flatMap(([path, html]) => refusalsIn(html).map((said) => ({ path, said })));
      expect(refused.length, role).toBeGreaterThan(0);
      for (const [path, html] of pages) {
        const said = refusalsIn(html);
        expect.soft(repeated(said), `${path} to a ${role}`).toEqual([]);
        expect.soft(repeated(said.flatMap(rolesNamed)), `${path} to a ${role}`).toEqual([]);
      }
    }
  } finally {
    await server.stop();
  }
});

/** Every page that links lead to, each list in its first order. */
async function pagesOf({ url, cookie }: Session): Promise<ReadonlyMap<string, string>> {
  const pages = new Map<string, string>();
  const waiting = [...startingAt, ...administration.map((name) => `/admin/${name}`)];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (pages.has(path)) continue;
    const answer = await fetch(url + path, { headers: { cookie }, redirect: "manual" });
    const html = await answer.text();
    pages.set(path, html);
    for (const [, href = ""] of html.matchAll(/href="(\/[^"#]*)"/g)) if (isPage(href)) waiting.push(href);
  }
  return pages;
}

const isPage = (href: string) =>
  /^\/(models|promotions|datasets|reviews|admin|settings)\b/.test(href) &&
  (!href.includes("?") || /^\/(promotions\/new\?version=|reviews\?tab=)[^&]*$/.test(href));

/** The sentences of the page itself that refuse something. Rows of a table tell what others did. */
function refusalsIn(html: string): readonly string[] {
  const page = /<main\b[^]*<\/main>/.exec(html)?.[0] ?? "";
  return page
    .replace(/<(script|table)\b[^]*?<\/\1>/g, "")
    .replace(/<!--.*?-->|<\/?(span|strong|time)\b[^>]*>/g, "")
    .split(/<[^>]+>|(?<=[.;:])\s/)
    .map((sentence) => sentence.trim().toLowerCase().replace(/[.;]$/, ""))
    .filter((sentence) => refusing.test(sentence));
}

const rolesNamed = (sentence: string) => /\bneed the .* role\b/.exec(sentence)?.slice(0, 1) ?? [];
const repeated = (sentences: readonly string[]) => sentences.filter((one, at) => sentences.indexOf(one) !== at);
