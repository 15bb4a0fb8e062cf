// The inbox: promotions by what they need from the reader.
import { mayAnywhere, reasonsOf, type Permission, type PromotionTab } from "@chancery/core";
import type { Metadata } from "next";
import { answered, type Asked } from "#answered.tsx";
import { ButtonLink } from "#components/button-link.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { PagedList } from "#components/paged-list.tsx";
import { Tabs } from "#components/tabs.tsx";
import { WaitingList } from "#features/appointments/components/waiting-list.tsx";
import { DismissedPanel } from "#features/promotions/components/dismissed-panel.tsx";
import { emptyWords, ReviewTable } from "#features/promotions/components/review-table.tsx";
import { loadReviews } from "#features/promotions/loaders.ts";
import { stages } from "#known.ts";

export const metadata: Metadata = { title: "Reviews" };

/** What a reader must be able to do for a tab to fill. */
const needs: Partial<Record<PromotionTab, Permission>> = { mine: "promotion:vote", asked: "promotion:request" };

export default answered("/reviews", async function ReviewsPage({ query }: Asked<"/reviews">) {
  const { me, tab, params, page, waiting, dismissed } = await loadReviews(query);
  const href = (name: string) => `/reviews?tab=${name}`;
  return (
    <>
      <PageHeader title="Reviews">Promotions wait here for the people their policy names.</PageHeader>
      <WaitingList waiting={waiting} />
      <Tabs
        label="Inbox"
        current={href(tab)}
        tabs={[
          { href: href("mine"), label: "Waiting for me", count: me.waitingReviews },
          { href: href("asked"), label: "I asked" },
          { href: href("team"), label: "My teams" },
          { href: href("decided"), label: "Decided" },
        ]}
      />
      {tab === "mine" && <DismissedPanel dismissed={dismissed} />}
      <PagedList
        of={page}
        unread="The inbox could not be read"
        path="/reviews"
        params={params}
        what="promotions"
        empty={
          <EmptyState
            action={<ButtonLink href="/models">All models</ButtonLink>}
            command={
              tab === "asked"
                ? `chancery promote team/name:3 --to ${stages().release.id} --reason TEXT`
                : "chancery inbox"
            }
            blockedBecause={needs[tab] ? reasonsOf(mayAnywhere(me, needs[tab])) : []}
          >
            {emptyWords[tab]}
          </EmptyState>
        }
      >
        {(items) => <ReviewTable promotions={items} />}
      </PagedList>
    </>
  );
});
