// Every screen with nothing to show: it says what will stand there, offers the next step to who may take it, and tells
// everybody else who can. Read as HTML, before any script runs.
import { claimedBy, join, signIn, type Session } from "../support/http.ts";
import { person } from "../support/people.ts";
import { startServer } from "../support/server.ts";
import { expect, test } from "@playwright/test";

type Empty = {
  readonly path: string;
  /** What will stand there. */
  readonly says: string;
  /** Who takes the next step, if not everybody, and what takes it: words of a button or a command. */
  readonly by?: "admin" | "maker" | "reviewer";
  readonly next: string;
  /** What others are told; needed where not everybody may take it. */
  readonly takes?: string;
};

const asks = "An admin of this registry gives roles.";
const takesMaker = (act: string) => `You need the contributor or maintainer role to ${act}. ${asks}`;
const takesAdmin = (act: string) => `You need the admin role to ${act}. ${asks}`;
const model = "/models/vision/edge";

/** Of a registry that has its people and one team, and nothing else. */
const lists: readonly Empty[] = [
  {
    path: "/models",
    says: "Each appears here with its stages",
    by: "maker",
    next: "Register a model",
    takes: takesMaker("register models in a team"),
  },
  { path: "/models?q=edge", says: "No model you may see matches these filters", next: "All models" },
  {
    path: "/datasets",
    says: "Each appears here with its digest",
    by: "maker",
    next: "Register a dataset",
    takes: takesMaker("register datasets"),
  },
  { path: "/datasets?q=holdout", says: "No dataset is registered under that name", next: "All datasets" },
  {
    path: "/reviews",
    says: "Promotions stay here until",
    by: "reviewer",
    next: "chancery inbox",
    takes: `You need the reviewer role to vote on promotions. ${asks}`,
  },
  {
    path: "/reviews?tab=asked",
    says: "Your requests appear here",
    by: "maker",
    next: "chancery promote",
    takes: takesMaker("ask for a promotion"),
  },
  { path: "/reviews?tab=team", says: "no promotions of your teams' models yet, open or decided", next: "All models" },
  { path: "/reviews?tab=decided", says: "Decisions appear here", next: "All models" },
  { path: "/compare", says: "cards side by side", next: "chancery show" },
  {
    path: "/admin/service-accounts",
    says: "so that nobody shares a personal token",
    by: "admin",
    next: "Add service account",
    takes: takesAdmin("create service accounts"),
  },
  {
    path: "/admin/groups",
    says: "A role given to a group reaches all its members",
    by: "admin",
    next: "Add group",
    takes: takesAdmin("create groups and change who is in them"),
  },
  { path: "/settings/tokens", says: "A token lets the command line or a job sign in", next: "New token" },
];

/** Of a model that was just registered, its first draft, and a dataset nothing names. */
const objects = (datasetId: string): readonly Empty[] => [
  {
    path: model,
    says: "No card is written yet",
    by: "maker",
    next: "Write what it is for",
    takes: "You need the maintainer role to change a model's description, tags, card, visibility",
  },
  { path: model, says: "Nothing is in production", next: "Request a promotion" },
  {
    path: `${model}/settings`,
    says: "An alias is a name moved between versions",
    by: "maker",
    next: "Set the alias",
    takes: takesMaker("move a model's unprotected aliases"),
  },
  { path: `${model}/history`, says: "has been in a stage yet", next: "Its versions" },
  {
    path: `${model}/v/1`,
    says: "Its metrics will appear here",
    by: "maker",
    next: "--metric",
    takes: "You need the contributor, maintainer or reviewer role to record validation evaluations",
  },
  {
    path: `${model}/v/1/files`,
    says: "This draft has no files yet",
    by: "maker",
    next: "chancery push",
    takes: takesMaker("add files to a draft"),
  },
  {
    path: `${model}/v/1/card`,
    says: "It says what this version is for and where it is weak",
    by: "maker",
    next: "Publish the revision",
    takes: takesMaker("revise a version's card and tags"),
  },
  {
    path: `${model}/v/1/lineage`,
    says: "It names the commit, job, datasets and base version",
    by: "maker",
    next: "chancery push",
    takes: takesMaker("record evaluations and lineage"),
  },
  { path: `/datasets/${datasetId}`, says: "Name the dataset when you push a version", next: "All models" },
];

test("an empty screen says what will stand there, offers the next step to who may take it, and tells others who can", async () => {
  const [agnes, dana, rita, nora] = [
    person("Agnes Adler"),
    person("Dana Sorel"),
    person("Rita Moss"),
    person("Nora Quist"),
  ];
  const server = await startServer({ env: claimedBy(agnes) });
  try {
    const admin = await signIn(server.url, agnes);
    const reader = await join(admin, nora);
    const people: Record<string, Session> = { admin };
    const judge = async ({ path, says, by, next, takes }: Empty) => {
      const doer = await textOf(people[by ?? "admin"]!, path);
      expect.soft(doer, path).toContain(says);
      expect.soft(doer, path).toContain(next);
      const other = await textOf(reader, path);
      expect.soft(other, path).toContain(says);
      if (by === undefined) return expect.soft(other, path).toContain(next);
      expect.soft(doer, path).not.toContain(takes);
      expect.soft(other, path).not.toContain(next);
      expect.soft(other, path).toContain(takes);
    };
    await judge({
      path: "/admin/teams",
      says: "Models belong to a team",
      by: "admin",
      next: "Add team",
      takes: takesAdmin("create teams"),
    });
    const profile = await textOf(reader, "/settings/profile");
    expect(profile).toContain("You have no role yet");
    expect(profile).toContain("Ask an admin of this registry for a role");

    const { id: scopeId } = (await admin.mutate("teams.create", { slug: "vision", name: "Vision" })) as { id: string };
    const [maker, reviewer] = [await join(admin, dana), await join(admin, rita)];
    Object.assign(people, { maker, reviewer });
    const give = (actorId: string, role: string) =>
      admin.mutate("grants.give", { actorId, role, scope: "team", scopeId });
    for (const role of ["contributor", "maintainer"]) await give(maker.actorId, role);
    await give(reviewer.actorId, "reviewer");
    for (const row of lists) await judge(row);
    const ungiven = await textOf(admin, `/admin/grants?holder=${reader.actorId}`);
    expect(ungiven).toContain("They were never given a role. A role appears here");
    expect(ungiven).toContain("Every grant");

    await maker.mutate("models.create", { team: "vision", name: "edge" });
    await judge({
      path: `${model}/versions`,
      says: "Each appears here with its state",
      by: "maker",
      next: "chancery push",
      takes: takesMaker("register versions"),
    });
    await maker.mutate("versions.create", { model: "vision/edge", kind: "files" });
    const dataset = (await maker.mutate("datasets.register", {
      team: "vision",
      name: "holdout",
      version: "1",
      sha256: "0".repeat(64),
    })) as { id: string };
    for (const row of objects(dataset.id)) await judge(row);
  } finally {
    await server.stop();
  }
});

/** What a page says to somebody whose browser runs no scripts. */
async function textOf({ url, cookie }: Session, path: string): Promise<string> {
  const answer = await fetch(`${url}${path}`, { headers: { cookie }, redirect: "manual" });
  expect.soft(answer.status, path).toBe(200);
  const html = (await answer.text()).replace(/<script\b[^]*?<\/script>/g, "");
  return html
    .replace(/<!--.*?-->/g, "")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll(/\s+/g, " ");
}
