// Teams own models; their slug is the first half of every reference.
import { line, organisation, refuse, TeamSlug, TeamView } from "@chancery/core";
import { insertTeam, onUniqueViolation } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { teamView } from "./team-view.ts";

/** CONFLICT when the slug is taken. */
export const createTeam = command({
  kind: "team.created@1",
  permission: "team:create",
  input: z.strictObject({ slug: TeamSlug, name: line(200) }),
  output: TeamView,
  subject: () => Promise.resolve(organisation),
  async run({ tx, now, newId }, { slug, name }) {
    const team = { id: newId(), slug, name, createdAt: now };
    await onUniqueViolation(insertTeam(tx, team), () =>
      refuse("CONFLICT", "team_taken", `a team ${slug} already exists`),
    );
    return { result: teamView(team), audit: { teamId: team.id, slug }, about: { kind: "team", id: team.id } };
  },
});
