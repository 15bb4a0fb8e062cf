// A link that looks like a button: it goes somewhere, it does nothing.
import type { ReactNode } from "react";
import { buttonClasses, type ButtonLook } from "./button-classes.ts";
import { Link } from "./link.tsx";

type ButtonLinkProps = ButtonLook & {
  readonly href: string;
  readonly children: ReactNode;
  /** For files the server sends: a plain link, never a client navigation. */
  readonly isDownload?: boolean;
  /** The letter that follows it. */
  readonly letter?: "c";
};

export function ButtonLink({ href, kind, size, children, isDownload = false, letter }: ButtonLinkProps) {
  const className = buttonClasses({ kind, size });
  return isDownload ? (
    <a href={href} download className={className}>
      {children}
    </a>
  ) : (
    <Link href={href} className={className} data-key={letter}>
      {children}
    </Link>
  );
}
