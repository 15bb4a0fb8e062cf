// In place of the log, for people who may not read it.
import { ErrorPanel } from "#components/error-panel.tsx";
import { PageHeader } from "#components/page-header.tsx";
import type { Refusal } from "#refusal.ts";

export function AuditRefused({ refusal }: { readonly refusal: Refusal }) {
  return (
    <>
      <PageHeader title="Audit" />
      <ErrorPanel title="The log could not be shown" refusal={refusal} />
    </>
  );
}
