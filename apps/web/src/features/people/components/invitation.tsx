// The link that opens an account, shown once to whoever made it.
import { SecretOnce } from "#components/secret-once.tsx";

export function Invitation({ name, url }: { readonly name: string; readonly url: string }) {
  return (
    <SecretOnce what="invitation link" secret={url}>
      Send it to {name} by a way you trust: whoever opens it first sets the password. It works once and is not shown
      again.
    </SecretOnce>
  );
}
