// Teams: the owners of models.
import { mayAnywhere, reasonsOf } from "@chancery/core";
import { answered, type Asked } from "#answered.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { PagedList } from "#components/paged-list.tsx";
import { AddTeam } from "#features/teams/components/add-team.tsx";
import { TeamTable } from "#features/teams/components/team-table.tsx";
import { requirePortal } from "#house.ts";

export const metadata = { title: "Teams" };

export default answered("/admin/teams", async function TeamsPage({ query }: Asked<"/admin/teams">) {
  const { api, me } = await requirePortal();
  const teams = await api.teams.list(query);
  return (
    <>
      <PageHeader title="Teams" actions={me.isAdmin && teams.items.length > 0 && <AddTeam />}>
        <span>
          A team owns models; its slug is the first part of every reference, as in{" "}
          <span className="mono">speech/silero-vad</span>.
        </span>
      </PageHeader>
      <PagedList
        of={teams}
        path="/admin/teams"
        params={query}
        what="teams"
        empty={
          <EmptyState action={<AddTeam />} blockedBecause={reasonsOf(mayAnywhere(me, "team:create"))}>
            No teams yet. Models belong to a team, and people get roles on it under Grants.
          </EmptyState>
        }
      >
        {(items) => <TeamTable teams={items} />}
      </PagedList>
    </>
  );
});
