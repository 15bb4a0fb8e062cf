// The log: newest first, filtered by the URL.
import { answered, type Asked } from "#answered.tsx";
import { ButtonLink } from "#components/button-link.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { ErrorPanel } from "#components/error-panel.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { Pager } from "#components/pager.tsx";
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
  const log = await loadLog(api, filter, after);
  const { page, status } = log;
  return (
    <>
      <PageHeader title="Audit" actions={<LogActions filter={filter} size={status.size} />}>
        <LogSummary status={status} />
      </PageHeader>
      <LogFilters filter={filter} />
      {!page.ok ? (
        <ErrorPanel title="These filters find nothing" refusal={page.refusal} />
      ) : page.value.items.length > 0 ? (
        <LogTable entries={page.value.items} filter={filter} />
      ) : (
        <EmptyState
          action={<ButtonLink href="/audit">The whole log</ButtonLink>}
          command="chancery audit export --out log.ndjson"
        >
          No entry matches these filters. Remove one above.
        </EmptyState>
      )}
      {page.ok && <Pager path="/audit" params={{ ...filter, after }} next={page.value.next} what="the log" />}
    </>
  );
});
