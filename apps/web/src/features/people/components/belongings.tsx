// What is to be handed over, each with the link to where that is done.
import { Link } from "#components/link.tsx";
import type { ToHandOver } from "../belongings.ts";

export function BelongingsList({ items }: { readonly items: readonly ToHandOver[] }) {
  return (
    <ul className="m-0 grid list-none divide-y divide-line p-0">
      {items.map(({ text, href, act }) => (
        <li key={text} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 py-1.5">
          <span className="min-w-0 wrap-anywhere">{text}</span>
          <Link href={href} className="wrap-anywhere">
            {act}
          </Link>
        </li>
      ))}
    </ul>
  );
}
