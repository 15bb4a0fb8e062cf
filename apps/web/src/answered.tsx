// How a page answers when it cannot show what it holds: with the status that says so, and a body that helps, both in the
// HTML. Next's own notFound() and error pages stay empty until scripts run.
import "server-only";
import { refuse, type ChanceryError } from "@chancery/core";
import { unstable_rethrow } from "next/navigation";
import type { ReactNode } from "react";
import { FailedPage } from "./components/failed-page.tsx";
import { NotHere } from "./components/not-here.tsx";
import { RefusedPage } from "./components/refused-page.tsx";
import { pathOf, portal, requestIdOf } from "./house.ts";
import { pageQueries, type PagePath } from "./page-queries.ts";
import { refusalOf, type Refusal } from "./refusal.ts";
import { readQuery, type Query, type RawQuery } from "./search-params.ts";

const statuses: Partial<Record<Refusal["code"], number>> = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  INVALID_INPUT: 400,
  LIMIT_EXCEEDED: 429,
  UNAVAILABLE: 503,
};

/** What Next hands a page, and what the page is handed. */
type Handed = { readonly searchParams: Promise<RawQuery> };
export type Asked<K extends PagePath> = { readonly query: Query<(typeof pageQueries)[K]> };

/**
 * `export default answered("/models", async ({ query }) => …)`: the address is read by the page's row of `pageQueries`, and
 * whatever the page throws before it returns becomes its body.
 */
export const answered = <K extends PagePath, P>(
  path: K,
  page: (props: P & Asked<K>) => Promise<ReactNode>,
): ((props: Omit<P, "query"> & Handed) => Promise<ReactNode>) =>
  answeredDoor(async ({ searchParams, ...props }: Omit<P, "query"> & Handed) => {
    const query = readQuery(await searchParams, pageQueries[path]);
    return page({ ...props, query } as unknown as P & Asked<K>); // all of P but `query`, and that
  });

/** For pages before sign-in, whose addresses anything may be added to on the way. */
export function answeredDoor<P>(page: (props: P) => Promise<ReactNode>): (props: P) => Promise<ReactNode> {
  return async (props) => {
    try {
      return await page(props);
    } catch (error) {
      unstable_rethrow(error); // redirects
      return inPlace(error);
    }
  };
}

/** Thrown where an address is not one: answered like a thing that is unknown or hidden. */
export const noSuchPage = (): ChanceryError => refuse("NOT_FOUND", "no_such_page", "there is nothing at this address");

/** What stands where a page or its frame would: the answer's status is that of the refusal. */
export async function inPlace(error: unknown): Promise<ReactNode> {
  const requestId = await requestIdOf();
  const refusal = { ...refusalOf(error), requestId };
  const status = statuses[refusal.code] ?? 500;
  portal().answerWith(status);
  if (status === 404) return <NotHere requestId={requestId} />;
  if (status === 500) {
    portal().noteFailure(error, requestId);
    return <FailedPage requestId={requestId} />;
  }
  return <RefusedPage refusal={refusal} path={await pathOf()} />;
}
