// Where one is signed in.
import { answered } from "#answered.tsx";
import { EndOthers } from "#features/sessions/components/end-session.tsx";
import { SessionTable } from "#features/sessions/components/session-table.tsx";
import { requirePortal } from "#house.ts";

export const metadata = { title: "Sessions" };

export default answered("/settings/sessions", async function SessionsPage() {
  const { api } = await requirePortal();
  const { items } = await api.sessions.list({});
  return (
    <>
      <SessionTable sessions={items} />
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <EndOthers others={items.filter((session) => !session.isCurrent).length} />
        <p className="m-0 text-meta text-ink3">
          A session ends after 8 idle hours, after 7 days (12 hours for admins), and when you sign out or change your
          password.
        </p>
      </div>
    </>
  );
});
