// What the audit pages read.
import type { AuditEntryDetail, AuditEntryView, LogStatus, Page } from "@chancery/core";
import { settle, type Outcome } from "#house.ts";
import type { PortalApi } from "#portal-door.ts";
import type { LogFilter } from "./filter.ts";

/** A filter that names nothing leaves the filters on the page, to be mended. */
export async function loadLog(
  api: PortalApi,
  filter: LogFilter,
  after: string | undefined,
): Promise<{ readonly page: Outcome<Page<AuditEntryView>>; readonly status: LogStatus }> {
  const [page, status] = await Promise.all([settle(api.audit.list({ ...filter, after })), api.audit.status({})]);
  return { page, status };
}

export async function loadEntry(
  api: PortalApi,
  index: number,
): Promise<{ readonly entry: AuditEntryDetail; readonly status: LogStatus }> {
  const [entry, status] = await Promise.all([api.audit.get({ index }), api.audit.status({})]);
  return { entry, status };
}
