// chancery team: who models belong to.
import { say } from "../cli.ts";
import { formatDay, table } from "../format.ts";
import type { Registry } from "../registry.ts";
import { openSession } from "../session.ts";
import { pageOf } from "./ls.ts";

export function addTeam({ program, cli, answer }: Registry): void {
  const team = program.command("team").description("list or create teams");
  team
    .command("ls")
    .description("the teams of this registry")
    .option("--limit <n>", "page size, up to 200", "50")
    .option("--after <key>", "the next page: the `next` value of the page before")
    .action(async (options: { readonly limit: string; readonly after?: string }) => {
      const input = pageOf(options);
      const { client } = await openSession(cli);
      const page = await client.api.teams.list.query(input);
      if (page.next !== null) say(cli, `there are more: --after ${page.next}`);
      const rows = page.items.map(({ slug, name, createdAt }) => [slug, name, formatDay(createdAt)]);
      answer({
        json: page,
        text: table(["TEAM", "NAME", "CREATED"], rows, "No teams yet: `chancery team create SLUG`."),
      });
    });
  team
    .command("create <slug>")
    .description("create a team (admins)")
    .option("--name <name>", "its name for people; the slug by default")
    .action(async (slug: string, options: { readonly name?: string }) => {
      const { client } = await openSession(cli);
      const made = await client.api.teams.create.mutate({ slug, name: options.name ?? slug });
      answer({ json: made, text: `Made team ${made.slug}.` });
    });
}
