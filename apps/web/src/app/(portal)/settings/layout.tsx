// One's own account, in three tabs.
import type { ReactNode } from "react";
import { Dot, PageHeader } from "#components/page-header.tsx";
import { Tabs } from "#components/tabs.tsx";
import { requirePortal } from "#house.ts";

const tabs = [
  { href: "/settings/profile", label: "Profile" },
  { href: "/settings/tokens", label: "API tokens" },
  { href: "/settings/sessions", label: "Sessions" },
];

export default async function SettingsLayout({ children }: { readonly children: ReactNode }) {
  const { me } = await requirePortal();
  return (
    <>
      <PageHeader title="Your account">
        <span>{me.name}</span>
        {me.email && <Dot />}
        {me.email && <span className="text-ink3">{me.email}</span>}
      </PageHeader>
      <Tabs label="Your account" tabs={tabs} />
      {children}
    </>
  );
}
