// Which stage is asked for: tabs, so that the comparison beside the form follows.
import type { StageName } from "@chancery/core";
import { Tabs } from "#components/tabs.tsx";
import { stages } from "#known.ts";
import { withParams } from "#search-params.ts";

export function StageChoice({ version, stage }: { readonly version: string; readonly stage: StageName }) {
  const href = (one: StageName) => withParams("/promotions/new", { version, stage: one });
  return (
    <Tabs label="Stage" current={href(stage)} tabs={stages().all.map(({ id, label }) => ({ href: href(id), label }))} />
  );
}
