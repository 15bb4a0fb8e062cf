// Teams: the owners of models.
import { EmptyState } from "#components/empty-state.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { Pager } from "#components/pager.tsx";
import { RefusedPage } from "#components/refused-page.tsx";
import { AddTeam } from "#features/teams/components/add-team.tsx";
import { TeamTable } from "#features/teams/components/team-table.tsx";
import { requirePortal, settle } from "#house.ts";
import { pick, type SearchParams } from "#search-params.ts";

export const metadata = { title: "Teams" };

export default async function TeamsPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const { api, me } = await requirePortal();
  const { after } = pick(await searchParams, ["after"]);
  const teams = await settle(api.teams.list({ after }));
  if (!teams.ok) return <RefusedPage title="Teams" refusal={teams.refusal} />;
  return (
    <>
      <PageHeader title="Teams" actions={me.isAdmin && <AddTeam />}>
        <span>
          A team owns models; its slug is the first part of every reference, as in{" "}
          <span className="mono">speech/silero-vad</span>.
        </span>
      </PageHeader>
      {teams.value.items.length > 0 ? (
        <TeamTable teams={teams.value.items} />
      ) : (
        <EmptyState>No teams yet. Make the first one, then give people roles on it under Grants.</EmptyState>
      )}
      <Pager path="/admin/teams" params={{ after }} next={teams.value.next} what="teams" />
    </>
  );
}
