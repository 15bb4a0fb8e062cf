// chancery people: who has an account, whose word says that it is theirs, and resets of passwords.
import { canAsk, say } from "../cli.ts";
import { requireYes, type Consenting } from "../consent.ts";
import { formatTime } from "../format.ts";
import { peopleText, personOf } from "../person.ts";
import { examples, type Registry } from "../registry.ts";
import { openSession } from "../session.ts";
import { pageOf } from "./ls.ts";

export function addPeople({ program, cli, answer }: Registry): void {
  const people = program.command("people").description("list people, vouch for one, or reset a password");
  people
    .command("ls")
    .description("everybody with an account, oldest first; auditors and admins also see e-mail addresses")
    .option("--search <text>", "only those whose name contains this")
    .option("--limit <n>", "page size, up to 200", "50")
    .option("--after <key>", "the next page: the `next` value of the page before")
    .action(async (options: { readonly search?: string; readonly limit: string; readonly after?: string }) => {
      const { search: q } = options;
      const input = { kind: "person", ...pageOf(options), ...(q !== undefined && { q }) } as const;
      const { client } = await openSession(cli);
      const page = await client.api.people.list.query(input);
      if (page.next !== null) say(cli, `there are more: --after ${page.next}`);
      answer({ json: page, text: peopleText(page.items) });
    });

  const vouch = people
    .command("vouch <person>")
    .description("confirm that an account is in the hands of the person it names")
    .option("--yes", "do not ask")
    .action(async (text: string) => {
      const { client } = await openSession(cli);
      const person = await personOf(client, text);
      const options = vouch.optsWithGlobals<Consenting>();
      const openers = person.unvouched?.openedBy.join(" and ");
      if (openers) say(cli, `${openers} made the link that opened the account of ${person.name}.`);
      if (openers && !options.yes && canAsk(cli, options))
        await requireYes(cli, `Do you know that ${person.name} holds this account?`, "you did not vouch");
      const view = await client.api.people.vouch.mutate({ actorId: person.id, openedAt: person.unvouched?.openedAt });
      answer({ json: view, text: `You vouched for ${person.name}.` });
    });
  examples(vouch, ['chancery people vouch "Ada Okafor"']);

  const reset = people
    .command("reset <person>")
    .description("make a reset link (admins): it works after 24 hours, or once a second person confirms it")
    .action(async (text: string) => {
      const { client } = await openSession(cli);
      const person = await personOf(client, text);
      const made = await client.api.people.offerPasswordReset.mutate({ actorId: person.id });
      say(cli, "The link is shown only now and works once. Give it to nobody else.");
      answer({ json: made, text: `Reset link for ${person.name}, ${timesInWords(made)}:\n${made.resetUrl}` });
    });
  examples(reset, ["chancery people reset ada@example.org"]);
  people
    .command("confirm-reset <person>")
    .description("confirm a reset as the second person, so that its link works at once")
    .action(async (text: string) => {
      const { client } = await openSession(cli);
      const person = await personOf(client, text);
      const confirmed = await client.api.people.confirmReset.mutate({
        actorId: person.id,
        madeAt: person.reset?.madeAt,
      });
      const until = formatTime(confirmed.expiresAt);
      answer({ json: confirmed, text: `The reset link of ${person.name} works until ${until}.` });
    });
  people
    .command("cancel-reset <person>")
    .description("cancel a reset link; the password does not change")
    .action(async (text: string) => {
      const { client } = await openSession(cli);
      const { id, name } = await personOf(client, text);
      await client.api.people.cancelReset.mutate({ actorId: id });
      answer({ json: { id, name, isCancelled: true }, text: `The reset of ${name} is cancelled.` });
    });
}

const timesInWords = ({ worksFrom, expiresAt }: { readonly worksFrom: string | null; readonly expiresAt: string }) =>
  worksFrom === null
    ? `good until ${formatTime(expiresAt)}`
    : `good from ${formatTime(worksFrom)} until ${formatTime(expiresAt)}`;
