// The short name that stands in addresses and references.
import { Input } from "./field.tsx";

/** One word of lower-case letters, digits and -, 63 at most. */
export function SlugInput({ hint }: { readonly hint: string }) {
  return (
    <Input
      label="Slug"
      name="slug"
      isRequired
      isMono
      pattern="[a-z0-9][a-z0-9\-]{0,62}"
      title="lower-case letters, digits and -"
      maxLength={63}
      spellCheck={false}
      autoComplete="off"
      hint={hint}
    />
  );
}
