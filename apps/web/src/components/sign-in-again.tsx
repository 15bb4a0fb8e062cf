// The way back in for somebody whose session has ended, to the page they are on.
"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { sameOriginPath } from "../same-origin-path.ts";

export function SignInAgain() {
  const query = useSearchParams().toString();
  const here = sameOriginPath(usePathname() + (query && `?${query}`));
  return (
    <p className="m-0 text-meta text-ink2">
      Your session has ended. <a href={sameOriginPath(`/login?next=${encodeURIComponent(here)}`)}>Sign in again</a>: you
      come back to this page, and what you typed is kept.
    </p>
  );
}
