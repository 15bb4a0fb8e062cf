// Teams: the owners of models.
import { mayAnywhere, reasonsOf } from "@chancery/core";
import { answered, type Asked } from "#answered.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { Pager } from "#components/pager.tsx";
import { AddTeam } from "#features/teams/components/add-team.tsx";
import { TeamTable } from "#features/teams/components/team-table.tsx";
import { requirePortal } from "#house.ts";

export const metadata = { title: "Teams" };

export default answered("/admin/teams", async function TeamsPage({ query: { after } }: Asked<"/admin/teams">) {
  const { api, me } = await requirePortal();
  const teams = await api.teams.list({ after });
  return (
    <>
      <PageHeader title="Teams" actions={me.isAdmin && teams.items.length > 0 && <AddTeam />}>
        <span>
          A team owns models; its slug is the first part of every reference, as in{" "}
          <span className="mono">speech/silero-vad</span>.
        </span>
      </PageHeader>
      {teams.items.length > 0 ? (
        <TeamTable teams={teams.items} />
      ) : (
        <EmptyState action={<AddTeam />} blockedBecause={reasonsOf(mayAnywhere(me, "team:create"))}>
          No teams yet. Models belong to a team, and people get roles on it under Grants.
        </EmptyState>
      )}
      <Pager path="/admin/teams" params={{ after }} next={teams.next} what="teams" />
    </>
  );
});
