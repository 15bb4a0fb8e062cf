// A team as readers see it.
import type { TeamView } from "@chancery/core";
import type { TeamRow } from "@chancery/db";

export const teamView = ({ id, slug, name, createdAt }: TeamRow): TeamView => ({
  id,
  slug,
  name,
  createdAt: createdAt.toISOString(),
});
