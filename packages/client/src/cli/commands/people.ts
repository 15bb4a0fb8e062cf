// chancery people: who has an account, whose word says that it is theirs, and resets of passwords.
import type { ListedActor } from "@chancery/core";
import type { Client } from "../../index.ts";
import { paged } from "../../pages.ts";
import { canAsk, say } from "../cli.ts";
import { requireYes, type Consenting } from "../consent.ts";
import { UsageError } from "../exit-code.ts";
import { formatTime, table } from "../format.ts";
import { examples, type Registry } from "../registry.ts";
import { openSession } from "../session.ts";
import { requireText } from "../values.ts";
import { pageOf } from "./ls.ts";

export function addPeople({ program, cli, answer }: Registry): void {
  const people = program.command("people").description("list people, vouch for one, or reset a password");
  people
    .command("ls")
    .description("who has an account, oldest first; e-mail addresses for auditors and admins")
    .option("--search <text>", "whose name holds it")
    .option("--limit <n>", "how many, up to 200", "50")
    .option("--after <key>", "the page after: `next` of the one before")
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
    .description("say that an account is in the hands of the person it names")
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
      say(cli, "The link is shown this once, and it works once. Hand it to nobody else.");
      answer({ json: made, text: `Reset link for ${person.name}, ${timesInWords(made)}:\n${made.resetUrl}` });
    });
  examples(reset, ["chancery people reset ada@example.org"]);
  people
    .command("confirm-reset <person>")
    .description("be the second person: the reset link of somebody works at once")
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
    .description("make a reset link worthless; the password stays as it is")
    .action(async (text: string) => {
      const { client } = await openSession(cli);
      const { id, name } = await personOf(client, text);
      await client.api.people.cancelReset.mutate({ actorId: id });
      answer({ json: { id, name, isCancelled: true }, text: `The reset of ${name} is cancelled.` });
    });
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The one person whose id, e-mail address or name this is. Two of one name are told apart by their ids: nobody is guessed. */
async function personOf(client: Client, given: string): Promise<ListedActor> {
  const text = requireText("<person>", given).trim();
  const filter = uuid.test(text) ? { id: text.toLowerCase() } : text.includes("@") ? {} : { q: text };
  const found: ListedActor[] = [];
  const list = (after: string | undefined) =>
    client.api.people.list.query({ kind: "person", limit: 200, ...filter, ...(after !== undefined && { after }) });
  for await (const person of paged(list)) if (isCalled(person, text)) found.push(person);
  const [person, other] = found;
  if (person && !other) return person;
  if (other)
    throw new UsageError(`${found.length} people are called ${text}: give the id of one\n${peopleText(found)}`);
  const hint = text.includes("@") ? "auditors and admins alone see e-mail addresses; give the name, or " : "";
  throw new UsageError(`there is no person ${text}: ${hint}see chancery people ls`);
}

const isCalled = ({ id, email, name }: ListedActor, text: string) =>
  [id, email, name].some((known) => known?.toLowerCase() === text.toLowerCase());

const timesInWords = ({ worksFrom, expiresAt }: { readonly worksFrom: string | null; readonly expiresAt: string }) =>
  worksFrom === null
    ? `good until ${formatTime(expiresAt)}`
    : `good from ${formatTime(worksFrom)} until ${formatTime(expiresAt)}`;

const marksOf = ({ state, unvouched, reset }: ListedActor) =>
  [
    ...(state === "active" && unvouched
      ? [unvouched.isVouchedAlone ? "not vouched for independently" : "not vouched for"]
      : []),
    ...(reset ? ["a reset link is out"] : []),
  ].join(", ");

const peopleText = (people: readonly ListedActor[]) =>
  table(
    ["NAME", "E-MAIL", "STATE", "", "ID"],
    people.map((person) => [person.name, person.email, person.state, marksOf(person), person.id]),
    "Nobody.",
  );
