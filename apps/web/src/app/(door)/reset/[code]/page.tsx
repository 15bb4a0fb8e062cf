// Setting a new password by a one-time link. Opening it spends nothing; the button does.
import { ResetForm } from "#features/identity/components/reset-form.tsx";
import { portal } from "#house.ts";

export const metadata = { title: "Set a new password" };

export default async function ResetPage({ params }: { readonly params: Promise<{ code: string }> }) {
  return <ResetForm code={(await params).code} host={new URL(portal().publicUrl).host} />;
}
