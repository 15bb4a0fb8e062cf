// Where a version is begun: its files, or the descriptor of a model whose bytes are elsewhere.
import type { Metadata } from "next";
import { answered } from "#answered.tsx";
import { Card } from "#components/card.tsx";
import { CodeLine } from "#components/code-line.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { BeginDraft, DescribeExternal } from "#features/drafting/components/begin-draft.tsx";
import { loadBeginning } from "#features/drafting/loaders.ts";

type Props = { params: Promise<{ team: string; name: string }> };

export const metadata: Metadata = { title: "New version" };

export default answered("/models/[team]/[name]/versions/new", async function NewVersionPage({ params }: Props) {
  const { model, path } = await loadBeginning(params);
  const name = `${model.team}/${model.name}`;
  return (
    <>
      <PageHeader title={`New version of ${name}`}>
        A draft keeps its number. Its files, params and label can change until it is sealed.
      </PageHeader>
      <div className="mt-3 grid items-start gap-5 rail:grid-cols-[minmax(0,1fr)_23.75rem]">
        <div className="grid gap-3">
          <BeginDraft model={name} path={path} />
          <Card title="From a terminal or a training job">
            <div className="grid gap-3">
              <CodeLine code={`chancery push PATH… --to ${name}`} />
              <p className="m-0 text-meta text-ink3">
                Resumes after an interruption, skips what the registry already has, and seals the version.
              </p>
            </div>
          </Card>
        </div>
        <Card title="External: a vendor model, an API, a container image">
          <DescribeExternal model={name} path={path} />
        </Card>
      </div>
    </>
  );
});
