// The places of the portal, as far as this person may go, and their account at the foot.
import type { Me } from "@chancery/core";
import { Link } from "#components/link.tsx";
import { Account } from "./account.tsx";
import { Brand } from "./brand.tsx";
import { NavLink } from "./nav-link.tsx";
import type { Theme } from "./theme-cookie.ts";

type SideNavProps = { readonly me: Me; readonly theme: Theme };

export function SideNav({ me, theme }: SideNavProps) {
  return (
    <div className="flex h-full flex-col px-2.5 py-3.5">
      <nav aria-label="Main" className="grid gap-0.5">
        <Link href="/" className="mb-2.5 rounded px-2 py-0.5 no-underline">
          <Brand />
        </Link>
        <NavLink href="/models" label="Models" />
        <NavLink
          href="/reviews"
          label="Reviews"
          waiting={me.waitingReviews + me.waitingAppointments}
          also={["/promotions"]}
        />
        <NavLink href="/compare" label="Compare" />
        <NavLink href="/datasets" label="Datasets" />
        {me.canReadAudit && (
          <>
            <NavLink href="/audit" label="Audit" except={["/audit/integrity"]} />
            <NavLink href="/audit/integrity" label="Integrity" />
          </>
        )}
        {!me.isAdmin && !me.canReadAudit && me.waitingVouches > 0 && (
          <NavLink href="/admin/people" label="People" waiting={me.waitingVouches} />
        )}
        {(me.isAdmin || me.canReadAudit) && (
          <>
            <h2 className="mx-2 mt-3.5 mb-1 text-label font-medium tracking-[0.06em] text-ink3 uppercase">
              {me.isAdmin ? "Admin" : "Organisation"}
            </h2>
            <NavLink href="/admin/people" label="People" waiting={me.waitingVouches} />
            <NavLink href="/admin/service-accounts" label="Service accounts" />
            <NavLink href="/admin/teams" label="Teams" />
            <NavLink href="/admin/groups" label="Groups" />
            <NavLink href="/admin/grants" label="Grants" />
            <NavLink href="/admin/roles" label="Roles" />
          </>
        )}
      </nav>
      <div className="mt-auto pt-4">
        <Account name={me.name} email={me.email} theme={theme} />
      </div>
    </div>
  );
}
