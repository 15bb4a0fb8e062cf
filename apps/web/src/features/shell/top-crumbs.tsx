// The way back up.
"use client";
import { usePathname } from "next/navigation";
import { Fragment } from "react";
import { Link } from "#components/link.tsx";
import { crumbsOf } from "./crumbs.ts";

export function TopCrumbs() {
  const crumbs = crumbsOf(usePathname());
  return (
    <div className="min-w-0 truncate text-meta text-ink3" aria-label="You are here" role="navigation">
      {crumbs.map((crumb, index) => (
        <Fragment key={crumb.label}>
          {index > 0 && <span aria-hidden> / </span>}
          {crumb.href === null ? (
            <span aria-current={index === crumbs.length - 1 ? "location" : undefined}>{crumb.label}</span>
          ) : (
            <Link href={crumb.href}>{crumb.label}</Link>
          )}
        </Fragment>
      ))}
    </div>
  );
}
