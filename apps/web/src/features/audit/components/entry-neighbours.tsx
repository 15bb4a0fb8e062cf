// The entries before and after.
import { ButtonLink } from "#components/button-link.tsx";

export function EntryNeighbours({ index, size }: { readonly index: number; readonly size: number }) {
  return (
    <>
      {index > 0 && (
        <ButtonLink size="small" href={`/audit/${index - 1}`}>
          Earlier
        </ButtonLink>
      )}
      {index + 1 < size && (
        <ButtonLink size="small" href={`/audit/${index + 1}`}>
          Later
        </ButtonLink>
      )}
    </>
  );
}
