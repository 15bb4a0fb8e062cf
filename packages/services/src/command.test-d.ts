// Declarations that must not compile: an act without its permission, its leaf or its subject; a list without its scope.
import { organisation, type Subjects } from "@chancery/core";
import { readModels, type Tx } from "@chancery/db";
import { z } from "zod";
import { command } from "./command.ts";
import { inside } from "./describes.ts";
import { listing, query } from "./query.ts";
import type { createTeam } from "./teams/create.ts";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Answer<F extends (...given: never[]) => Promise<unknown>> = Awaited<ReturnType<F>>;

const input = z.strictObject({ slug: z.string() });
const output = z.number();
const subject = () => Promise.resolve(organisation);
const team = (_tx: Tx): Promise<Subjects["team"]> => Promise.reject(new Error("types only"));
const audit = { teamId: "t", slug: "s" };
const done = { result: 1, audit };
const kind = "team.created@1";
const permission = "team:create";

export const good = command({ kind, permission, input, output, subject, run: () => Promise.resolve(done) });
export const infersTheResult: Same<Answer<typeof good>, number> = true;
export const infersThePlainView: Same<Answer<typeof createTeam>["slug"], string> = true;

export const prepared = command({
  kind,
  permission,
  input,
  output: z.string(),
  subject,
  prepare: () => Promise.resolve({ hash: "h" }),
  run: ({ prepared: { hash } }) => Promise.resolve({ result: hash, audit }),
});
export const infersWhatWasPrepared: Same<Answer<typeof prepared>, string> = true;

const view = z.object({ items: z.array(z.object({ slug: z.string() })), next: z.string().nullable() });
type View = { readonly items: readonly { readonly slug: string }[]; readonly next: string | null };
const answer = (): Promise<View> => Promise.resolve({ items: [], next: null });
const subjectless = { permission: "team:create", input, subject } as const;
export const described = query({ ...subjectless, output: view, run: answer });
export const keepsTheAnswersOwnType: Same<Answer<typeof described>, View> = true;
export const describedList = listing({ permission: "model:read", input, output: view, run: answer });
export const describedAct = command({
  kind,
  permission,
  input,
  output: z.number(),
  subject,
  run: () => Promise.resolve(done),
});

// @ts-expect-error the schema of another answer
query({ ...subjectless, output: z.object({ slug: z.string() }), run: answer });
// @ts-expect-error a member the answer does not have
query({ ...subjectless, output: view.extend({ total: z.int() }), run: answer });
// @ts-expect-error the schema of another list's answer
listing({ permission: "model:read", input, output: z.array(z.string()), run: answer });
// @ts-expect-error the schema of another act's answer
command({ kind, permission, input, output: z.string(), subject, run: () => Promise.resolve(done) });

const other = { result: 1, audit: { groupId: "g", slug: "s" } };
const about = { kind: "group", id: "g" };
const group = { kind: "group.created@1", about, data: { groupId: "g", slug: "s" } } as const;
const run = () => Promise.resolve(done);
const runOther = () => Promise.resolve(other);
const runBare = () => Promise.resolve({ result: 1 });
const runCausing = () => Promise.resolve({ ...done, caused: [group] });

command({ kind, permission, input, output, subject, causes: ["group.created@1"], run: runCausing });

// @ts-expect-error no permission
command({ kind, input, output, subject, run });
// @ts-expect-error a permission that is not in the matrix
command({ kind, permission: "team:burn", input, output, subject, run });
// @ts-expect-error no schema of its answer
command({ kind, permission, input, subject, run });
// @ts-expect-error a query without a schema of its answer
query({ ...subjectless, run: answer });
// @ts-expect-error a list without a schema of its answer
listing({ permission: "model:read", input, run: answer });
// @ts-expect-error no leaf
command({ kind, permission, input, output, subject, run: runBare });
// @ts-expect-error the leaf of another act
command({ kind, permission, input, output, subject, run: runOther });
// @ts-expect-error an act that is not in the catalogue
command({ kind: "team.burnt@1", permission, input, output, subject, run });
// @ts-expect-error a subject of the wrong kind: team:create is judged on the organisation
command({ kind, permission, input, output, subject: team, run });
// @ts-expect-error no subject
command({ kind, permission, input, output, run });
// @ts-expect-error an undeclared consequence
command({ kind, permission, input, output, subject, run: runCausing });
// @ts-expect-error a consequence other than the declared one
command({ kind, permission, input, output, subject, causes: ["token.revoked@1"], run: runCausing });
// @ts-expect-error a query without a permission
query({ input, output, subject, run: () => Promise.resolve(1) });
// @ts-expect-error a query on the wrong kind of subject: audit:read is judged on the organisation
query({ permission: "audit:read", input, output, subject: team, run: () => Promise.resolve(1) });

const page = { filter: {}, order: "created" as const, after: undefined, limit: 50 };
const everything = { everything: true } as const;
listing({
  permission: "model:read",
  input,
  output: inside,
  run: ({ reader, visible }) => readModels(reader, visible, page),
});
// @ts-expect-error an unscoped list: a scope is minted by listing() and by nothing else
listing({ permission: "model:read", input, output: inside, run: ({ reader }) => readModels(reader, everything, page) });
