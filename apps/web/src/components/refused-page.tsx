// A page whose person may not see what it holds: its name, and why.
import type { Refusal } from "../refusal.ts";
import { ErrorPanel } from "./error-panel.tsx";
import { PageHeader } from "./page-header.tsx";

export function RefusedPage({ title, refusal }: { readonly title: string; readonly refusal: Refusal }) {
  return (
    <>
      <PageHeader title={title} />
      <ErrorPanel title="This could not be shown" refusal={refusal} />
    </>
  );
}
