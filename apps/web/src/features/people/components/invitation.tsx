// The links that open an account, each shown once to whoever made it.
import { SecretOnce } from "#components/secret-once.tsx";
import { Time } from "#components/time.tsx";

export function Invitation({ name, url }: { readonly name: string; readonly url: string }) {
  return (
    <SecretOnce what="invitation link" secret={url}>
      Send it to {name} over a channel you trust: the first person to open it sets the password. It works once and is
      not shown again.
    </SecretOnce>
  );
}

type ResetLinkProps = { readonly name: string; readonly url: string; readonly worksFrom: string | null };

export function ResetLink({ name, url, worksFrom }: ResetLinkProps) {
  return (
    <SecretOnce what="reset link" secret={url}>
      Send it to {name} over a channel you trust: the first person to open it sets the password. It works once, for 24
      hours
      {worksFrom && (
        <>
          {" "}
          from <Time at={worksFrom} />, or sooner when a second person confirms it under People
        </>
      )}
      , and is not shown again.
    </SecretOnce>
  );
}
