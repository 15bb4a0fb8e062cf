// What a person should know of what they dropped: what was left out, and what could not be read.

import { NameText } from "#components/name-text.tsx";

export function DropNotes({ notes }: { readonly notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <ul
      role="status"
      aria-label="About what you dropped"
      className="m-0 grid list-none gap-1 border border-l-[3px] border-line border-l-stg bg-surface px-3 py-2"
    >
      {notes.map((note) => (
        <li key={note} className="wrap-anywhere">
          <NameText of={note} />
        </li>
      ))}
    </ul>
  );
}
