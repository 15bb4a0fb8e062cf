// Unknown and hidden alike: what, why, what next, and the id of the request.
import { ButtonLink } from "./button-link.tsx";
import { RequestId } from "./request-id.tsx";

export function NotHere({ requestId }: { readonly requestId: string }) {
  return (
    <div className="grid max-w-140 justify-items-start gap-3 pt-6">
      <p className="mono m-0 text-ink3">404</p>
      <h1 className="m-0 text-title">Not here</h1>
      <p className="m-0 text-ink2">
        There is nothing at this address, or you may not see it: the answer is the same for both. If a colleague sent
        you the link, ask them which role it needs, then ask an admin for that role.
      </p>
      <div className="flex flex-wrap gap-2">
        <ButtonLink href="/models" kind="primary">
          All models
        </ButtonLink>
        <ButtonLink href="/settings/profile">What you may do</ButtonLink>
      </div>
      <RequestId id={requestId} />
    </div>
  );
}
