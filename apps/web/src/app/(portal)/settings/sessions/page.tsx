// Where one is signed in.
import { answered, type Asked } from "#answered.tsx";
import { PagedList } from "#components/paged-list.tsx";
import { EndOthers } from "#features/sessions/components/end-session.tsx";
import { SessionTable } from "#features/sessions/components/session-table.tsx";
import { requirePortal } from "#house.ts";

export const metadata = { title: "Sessions" };

export default answered("/settings/sessions", async function SessionsPage({ query }: Asked<"/settings/sessions">) {
  const { api } = await requirePortal();
  const sessions = await api.sessions.list(query);
  return (
    <>
      <PagedList of={sessions} path="/settings/sessions" params={query} what="sessions">
        {(items) => <SessionTable sessions={items} />}
      </PagedList>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <EndOthers others={sessions.items.filter((session) => !session.isCurrent).length} />
        <p className="m-0 text-meta text-ink3">
          A session ends after 8 idle hours, after 7 days (12 hours for admins), and when you sign out or change your
          password.
        </p>
      </div>
    </>
  );
});
