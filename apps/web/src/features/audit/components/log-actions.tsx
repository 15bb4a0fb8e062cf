// What can be done with the log as filtered: check it, take it away.
import { ButtonLink } from "#components/button-link.tsx";
import { exportHref, type LogFilter } from "../filter.ts";

export function LogActions({ filter, size }: { readonly filter: LogFilter; readonly size: number }) {
  const isWhole = Object.keys(filter).length === 0;
  return (
    <>
      <ButtonLink href={exportHref(filter)} kind="primary" isDownload>
        {isWhole ? `Export all ${size.toLocaleString("en")}` : "Export these entries"}
      </ButtonLink>
    </>
  );
}
