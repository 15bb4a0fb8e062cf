// Two versions compared: a candidate against what is released, or against any other.
import type { Metadata } from "next";
import { answered, type Asked } from "#answered.tsx";
import { ButtonLink } from "#components/button-link.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { ErrorPanel } from "#components/error-panel.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { CompareForm } from "#features/versions/components/compare-form.tsx";
import { ComparisonPanels, SideLine } from "#features/versions/components/comparison.tsx";
import { referenceOf } from "#features/versions/format.ts";
import { loadComparison } from "#features/versions/loaders.ts";
import { releaseLabel } from "#known.ts";

export const metadata: Metadata = { title: "Compare" };

export default answered("/compare", async function ComparePage({ query }: Asked<"/compare">) {
  const { asked, loaded, isOnlyChanged, toggleHref, ...paging } = await loadComparison(query);
  const comparison = loaded?.ok ? loaded.value : null;
  const incumbent = comparison?.incumbent;
  return (
    <>
      <PageHeader
        title={comparison ? "Compare" : "Compare two versions"}
        actions={
          comparison && (
            <ButtonLink href={toggleHref}>
              {isOnlyChanged ? "Show what did not change" : "Show only changes"}
            </ButtonLink>
          )
        }
      >
        {comparison ? (
          <>
            {incumbent ? <SideLine side={incumbent} /> : "nothing"} <span aria-label="against">×</span>{" "}
            <SideLine side={comparison.candidate} />
          </>
        ) : (
          `A candidate against what is in ${releaseLabel()}, unless you name another`
        )}
      </PageHeader>
      <CompareForm
        baseline={incumbent ? referenceOf(incumbent) : asked.baseline}
        candidate={asked.candidate}
        isOnlyChanged={isOnlyChanged}
      />
      {loaded === null ? (
        <EmptyState action={<ButtonLink href="/models">All models</ButtonLink>} command="chancery show team/name:12">
          Name two versions above, as team/name:12 or team/name@alias, to see their metrics, params, files and cards
          side by side.
        </EmptyState>
      ) : loaded.ok ? (
        <ComparisonPanels comparison={loaded.value} isOnlyChanged={isOnlyChanged} {...paging} />
      ) : (
        <ErrorPanel title="These two cannot be compared" refusal={loaded.refusal} />
      )}
    </>
  );
});
