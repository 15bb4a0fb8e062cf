// A claimed registry with one team, who makes versions in it, who reviews them, and a token for each.
import { bearerAt, type Bearer } from "./bearer.ts";
import { claimedBy, join, newToken, signIn, type Session } from "./http.ts";
import { person } from "./people.ts";
import { startServer, type Place, type RunningServer, type Start } from "./server.ts";

export type Registry = {
  readonly server: RunningServer;
  readonly admin: Session;
  readonly tokens: { readonly admin: string; readonly maker: string; readonly reviewer: string };
  /** Contributor and maintainer of the team. */
  readonly maker: Bearer;
  readonly reviewer: Bearer;
};

export const team = "vision";
export const people = { admin: person("Agnes Adler"), maker: person("Dana Sorel"), reviewer: person("Rita Moss") };

/** Starts a server over an empty place and fills it. The claim's settings are needed only this once. */
export async function openRegistry(place: Place, start: Omit<Start, "place"> = {}): Promise<Registry> {
  const env = { ...claimedBy(people.admin), ...start.env };
  const server = await startServer({ ...start, place, env });
  await server.printed(/Claimed for /);
  const admin = await signIn(server.url, people.admin);
  const { id: scopeId } = (await admin.mutate("teams.create", { slug: team, name: "Vision" })) as { id: string };
  const [maker, reviewer] = [await join(admin, people.maker), await join(admin, people.reviewer)];
  const give = (actorId: string, role: string) =>
    admin.mutate("grants.give", { actorId, role, scope: "team", scopeId });
  for (const role of ["contributor", "maintainer"]) await give(maker.actorId, role);
  await give(reviewer.actorId, "reviewer");
  const tokens = { admin: await newToken(admin), maker: await newToken(maker), reviewer: await newToken(reviewer) };
  return {
    server,
    admin,
    tokens,
    maker: bearerAt(server.url, tokens.maker),
    reviewer: bearerAt(server.url, tokens.reviewer),
  };
}
