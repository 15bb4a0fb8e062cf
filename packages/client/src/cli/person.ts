// A person as the command line names one, and people as it lists them.
import type { ListedActor } from "@chancery/core";
import type { Client } from "../index.ts";
import { paged } from "../pages.ts";
import { UsageError } from "./exit-code.ts";
import { table } from "./format.ts";
import { requireText } from "./values.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The one person whose id, e-mail address or name this is. Two of one name are told apart by their ids: nobody is guessed. */
export async function personOf(client: Client, given: string): Promise<ListedActor> {
  const text = requireText("<person>", given).trim();
  const filter = uuid.test(text) || text.includes("@") ? { id: text } : { q: text };
  const found: ListedActor[] = [];
  const list = (after: string | undefined) =>
    client.api.people.list.query({ kind: "person", limit: 200, ...filter, ...(after !== undefined && { after }) });
  for await (const person of paged(list)) if (isCalled(person, text)) found.push(person);
  const [person, other] = found;
  if (person && !other) return person;
  if (other)
    throw new UsageError(`${found.length} people are called ${text}: give the id of one of them\n${peopleText(found)}`);
  const hint = text.includes("@") ? "only auditors and admins see e-mail addresses; give the name, or  " : "";
  throw new UsageError(`there is no person ${text}: ${hint}see chancery people ls`);
}

const isCalled = ({ id, email, name }: ListedActor, text: string) =>
  [id, email, name].some((known) => known?.toLowerCase() === text.toLowerCase());

const marksOf = ({ state, unvouched, reset }: ListedActor) =>
  [
    ...(state === "active" && unvouched
      ? [unvouched.isVouchedAlone ? "not vouched for independently" : "not vouched for"]
      : []),
    ...(reset ? ["a reset link is open"] : []),
  ].join(", ");

export const peopleText = (people: readonly ListedActor[]) =>
  table(
    ["NAME", "E-MAIL", "STATE", "", "ID"],
    people.map((person) => [person.name, person.email, person.state, marksOf(person), person.id]),
    "Nobody.",
  );
