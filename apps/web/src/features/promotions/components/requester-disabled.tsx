// Marks a request that nobody answers for any more: the person who asked, or the owner of the service account that did, is disabled.
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
