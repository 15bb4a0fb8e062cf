// Where one is signed in.
import { answered, type Asked } from "#answered.tsx";
import { Pager } from "#components/pager.tsx";
import { EndOthers } from "#features/sessions/components/end-session.tsx";
import { SessionTable } from "#features/sessions/components/session-table.tsx";
import { requirePortal } from "#house.ts";

export const metadata = { title: "Sessions" };

export default answered(
  "/settings/sessions",
  async function SessionsPage({ query: { after } }: Asked<"/settings/sessions">) {
    const { api } = await requirePortal();
    const { items, next } = await api.sessions.list({ after });
    return (
      <>
        <SessionTable sessions={items} />
        <Pager path="/settings/sessions" params={{ after }} next={next} what="sessions" />
        <div className="mt-3 flex flex-wrap items-center gap-3">
          <EndOthers others={items.filter((session) => !session.isCurrent).length} />
          <p className="m-0 text-meta text-ink3">
            A session ends after 8 idle hours, after 7 days (12 hours for admins), and when you sign out or change your
            password.
          </p>
        </div>
      </>
    );
  },
);
