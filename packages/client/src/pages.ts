// Lists of any length: pages are fetched as they are asked for.
import type { Page } from "@chancery/core";

/** Iterates the items of every page. `pages()` iterates the pages themselves, each with the key of the `next`. */
export type Pages<T> = AsyncIterable<T> & { pages(): AsyncIterable<Page<T>> };

/** Follows `next` from page to page, beginning with the one `after` a key where one is given. */
export function paged<T>(fetchPage: (after: string | undefined) => Promise<Page<T>>, after?: string): Pages<T> {
  async function* pages() {
    for (let key: string | null | undefined = after; key !== null;) {
      const page: Page<T> = await fetchPage(key);
      yield page;
      key = page.next;
    }
  }
  async function* items() {
    for await (const page of pages()) yield* page.items;
  }
  return { [Symbol.asyncIterator]: items, pages };
}
