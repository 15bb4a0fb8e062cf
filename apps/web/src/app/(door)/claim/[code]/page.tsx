// Becoming the first admin. Gone for ever once somebody has.
import { answeredDoor, noSuchPage } from "#answered.tsx";
import { ClaimForm } from "#features/identity/components/claim-form.tsx";
import { portal } from "#house.ts";

export const metadata = { title: "Claim this registry" };

export default answeredDoor(async function ClaimPage({ params }: { readonly params: Promise<{ code: string }> }) {
  if (await portal().isClaimed()) throw noSuchPage();
  return <ClaimForm code={(await params).code} host={new URL(portal().publicUrl).host} />;
});
