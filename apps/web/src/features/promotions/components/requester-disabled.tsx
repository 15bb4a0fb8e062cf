// That nobody stands behind a request any more: whoever asked, or owns the service account that did, is disabled.
import type { RequesterDisabled } from "@chancery/core";
import { Time } from "#components/time.tsx";

export function RequesterDisabledWords({ name, isOwner, at }: RequesterDisabled) {
  return (
    <>
      {isOwner ? `account of its owner ${name}` : "account"} disabled
      {at && (
        <>
          {" "}
          on <Time at={at} />
        </>
      )}
    </>
  );
}
