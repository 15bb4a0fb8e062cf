// The log: newest first, filtered by the URL.
import { answered, type Asked } from "#answered.tsx";
import { ButtonLink } from "#components/button-link.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { PagedList } from "#components/paged-list.tsx";
import { LogActions } from "#features/audit/components/log-actions.tsx";
import { LogFilters } from "#features/audit/components/log-filters.tsx";
import { LogSummary } from "#features/audit/components/log-summary.tsx";
import { LogTable } from "#features/audit/components/log-table.tsx";
import { loadLog } from "#features/audit/loaders.ts";
import { requirePortal } from "#house.ts";

export const metadata = { title: "Audit" };

export default answered("/audit", async function AuditPage({ query }: Asked<"/audit">) {
  const { api } = await requirePortal();
  const { after, ...filter } = query;
  const { page, status } = await loadLog(api, filter, after);
  return (
    <>
      <PageHeader title="Audit" actions={<LogActions filter={filter} size={status.size} />}>
        <LogSummary status={status} />
      </PageHeader>
      <LogFilters filter={filter} />
      <PagedList
        of={page}
        unread="These filters find nothing"
        path="/audit"
        params={query}
        what="the log"
        empty={
          <EmptyState
            action={<ButtonLink href="/audit">The whole log</ButtonLink>}
            command="chancery audit export --out log.ndjson"
          >
            No entry matches these filters. Remove one above.
          </EmptyState>
        }
      >
        {(items) => <LogTable entries={items} filter={filter} />}
      </PagedList>
    </>
  );
});
