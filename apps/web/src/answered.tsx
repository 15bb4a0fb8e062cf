// How a page answers when it cannot show what it holds: with the status that says so, and a body that helps, both in the
// HTML. Next's own notFound() and error pages stay empty until scripts run.
import "server-only";
import { refuse, type ChanceryError } from "@chancery/core";
import { unstable_rethrow } from "next/navigation";
import type { ReactNode } from "react";
import { FailedPage } from "./components/failed-page.tsx";
import { NotHere } from "./components/not-here.tsx";
import { RefusedPage } from "./components/refused-page.tsx";
import { portal, requestIdOf } from "./house.ts";
import { refusalOf, type Refusal } from "./refusal.ts";

const statuses: Partial<Record<Refusal["code"], number>> = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  INVALID_INPUT: 400,
  LIMIT_EXCEEDED: 429,
  UNAVAILABLE: 503,
};

/** `export default answered(async ({ params }: Props) => …)`: whatever the page throws before it returns becomes its body. */
export function answered<P>(page: (props: P) => Promise<ReactNode>): (props: P) => Promise<ReactNode> {
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
export const noSuchPage = (): ChanceryError => refuse("NOT_FOUND", "no_such_page", "nothing stands under this address");

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
  return <RefusedPage refusal={refusal} />;
}
