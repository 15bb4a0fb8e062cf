// That nobody stands behind a request any more: whoever asked, or owns the service account that did, is disabled.
import type { RequesterDisabled } from "@chancery/core";
import { Time } from "#components/time.tsx";

export function RequesterDisabledWords({ name, isOwner, at }: RequesterDisabled) {
  return (
    <>
      {isOwner ? `whose owner ${name} was disabled` : "whose account was disabled"}
      {at && (
        <>
          {" "}
          on <Time at={at} />
        </>
      )}
    </>
  );
}
