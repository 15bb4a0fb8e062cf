// One place in the side nav; says where we are, and that a page is on its way.
"use client";
import clsx from "clsx";
import { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import { Link } from "#components/link.tsx";

type NavLinkProps = {
  readonly href: string;
  readonly label: string;
  /** Shown when above zero, read out as "3 waiting for you". */
  readonly waiting?: number;
  /** Further paths that belong to this place. */
  readonly also?: readonly string[];
  /** Paths below it that are places of their own. */
  readonly except?: readonly string[];
};

export function NavLink({ href, label, waiting = 0, also = [], except = [] }: NavLinkProps) {
  const path = usePathname();
  const isAt = (place: string) => path === place || path.startsWith(`${place}/`);
  const isCurrent = [href, ...also].some(isAt) && !except.some(isAt);
  return (
    <Link
      href={href}
      data-place={label}
      aria-current={isCurrent ? "page" : undefined}
      className={clsx(
        "flex min-h-7.5 items-center justify-between gap-2 rounded px-2 py-1.25 no-underline",
        isCurrent
          ? "bg-raised font-medium text-ink shadow-[inset_2px_0_0_var(--accent)] hover:text-ink"
          : "text-ink2 hover:bg-raised hover:text-ink",
      )}
    >
      <span>{label}</span>
      <span className="flex items-center gap-2">
        <Pending />
        {waiting > 0 && (
          <span className="mono text-[0.75rem] text-ink2">
            {waiting}
            <span className="sr-only"> waiting for you</span>
          </span>
        )}
      </span>
    </Link>
  );
}

function Pending() {
  const { pending } = useLinkStatus();
  return pending ? <span className="waits text-meta text-ink3">opening…</span> : null;
}
