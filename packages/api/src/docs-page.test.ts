// The reference page says what the document says, and lets nothing in.
import { createHash } from "node:crypto";
import { eachEngine } from "@chancery/services/testing";
import { expect, it } from "vitest";
import { docsPageOf } from "./docs-page.ts";
import { openApiOf } from "./openapi.ts";
import { serveApp } from "./testing/serve-app.ts";
import { routes } from "./v1/routes.ts";

const page = docsPageOf(openApiOf(routes, { publicUrl: "https://models.example", version: "0.1.0" }));

it("the reference page has every operation, and a place for everything it links to", () => {
  for (const { operation } of routes) expect(page).toContain(`id="${operation}"`);
  const places = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  for (const [, target] of page.matchAll(/href="#([^"]+)"/g))
    expect([target, places.has(target)]).toEqual([target, true]);
});

it("the reference page shows what a text of the document says, and never runs it", () => {
  const hostile = "<script>alert(1)</script>";
  const document = openApiOf([{ ...routes[0]!, summary: hostile, answers: [{ status: 200, description: hostile }] }], {
    publicUrl: "https://models.example",
    version: hostile,
  });
  expect(docsPageOf(document)).toContain("&lt;script&gt;");
  expect(docsPageOf(document)).not.toContain("<script");
});

eachEngine("the reference page", (open) => {
  it("asks nobody else for anything: no script, no address, and its own style alone", async () => {
    const world = await open();
    await world.person("Grace", { role: "admin" }); // until it is claimed, nothing is shown
    const { ask } = serveApp(world);
    const answer = await ask("/api/docs");
    const html = await answer.text();
    const [, style = ""] = /<style>([^]*?)<\/style>/.exec(html)!;
    expect(answer.headers.get("content-type")).toContain("text/html");
    expect(answer.headers.get("content-security-policy")).toBe(
      `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; base-uri 'none'; frame-ancestors 'none'`,
    );
    expect(html).not.toMatch(/<script|<link|<img|https?:\/\/(?!localhost)| style=| on\w+=/);
  });
});
