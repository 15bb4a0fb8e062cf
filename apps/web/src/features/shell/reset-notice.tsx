// Somebody made a link to reset the password of the account whose session this is: said while the link works.
import type { Me } from "@chancery/core";
import { Time } from "#components/time.tsx";
import { CancelReset } from "#features/people/components/holder-acts.tsx";

export function ResetNotice({ me: { id, name, passwordReset: reset } }: { readonly me: Me }) {
  if (reset === null) return null;
  return (
    <div role="status" className="border-b border-line bg-chg-bg px-3 py-2 text-chg nav:px-6" data-print="hide">
      <strong className="font-semibold">
        An admin made a link to reset your password at <Time at={reset.madeAt} />.
      </strong>{" "}
      Anyone with the link can take over your account
      {reset.worksFrom && (
        <>
          {" "}
          from <Time at={reset.worksFrom} />, or sooner with a second person,
        </>
      )}{" "}
      until <Time at={reset.expiresAt} />. If you did not ask for it, cancel it and tell another admin.{" "}
      <CancelReset account={{ id, name }} />
    </div>
  );
}
