// Accepting an invitation: the invited person sets their own password.
import { InvitationForm } from "#features/identity/components/invitation-form.tsx";
import { portal } from "#house.ts";

export const metadata = { title: "Accept your invitation" };

export default async function InvitationPage({ params }: { readonly params: Promise<{ code: string }> }) {
  return <InvitationForm code={(await params).code} host={new URL(portal().publicUrl).host} />;
}
