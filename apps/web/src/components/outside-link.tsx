// An address outside this registry, as it was recorded: a link if it is https, plain text otherwise.
import type { ReactNode } from "react";

type OutsideLinkProps = {
  readonly url: string | undefined;
  /** Shown in place of the address. */
  readonly children?: ReactNode;
};

export function OutsideLink({ url, children }: OutsideLinkProps) {
  if (url === undefined || !isLinked(url)) return <span className="wrap-anywhere">{children ?? url}</span>;
  return (
    <a href={url} rel="noopener noreferrer nofollow" className="wrap-anywhere">
      {children ?? url}
    </a>
  );
}

/** Nothing that could be read on the way, and no address that hides where it leads behind a user name. */
export function isLinked(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  return protocol === "https:" && username === "" && password === "";
}
