// A draft on its way to a version: everything that is told of it, on one page.
import type { Metadata } from "next";
import { answered } from "#answered.tsx";
import { DraftPage } from "#features/drafting/components/draft-page.tsx";
import { loadDraft } from "#features/drafting/loaders.ts";
import type { VersionParams } from "#features/versions/loaders.ts";

type Props = { params: VersionParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { team, name, number } = await params;
  return { title: `${team}/${name} draft v${number}` };
}

export default answered("/models/[team]/[name]/v/[number]/draft", async function Draft({ params }: Props) {
  return <DraftPage {...await loadDraft(params)} />;
});
