// Signing in by password.
import { redirect } from "next/navigation";
import { answeredDoor } from "#answered.tsx";
import { SignInForm } from "#features/identity/components/sign-in-form.tsx";
import { portal, visitor } from "#house.ts";
import { sameOriginPath } from "#same-origin-path.ts";
import type { RawQuery } from "#search-params.ts";

export const metadata = { title: "Sign in" };

export default answeredDoor(async function LoginPage({ searchParams }: { readonly searchParams: Promise<RawQuery> }) {
  const next = [(await searchParams)["next"]].flat()[0];
  if ((await visitor()).isSignedIn) redirect(sameOriginPath(next));
  return (
    <SignInForm
      next={sameOriginPath(next)}
      isClaimed={await portal().isClaimed()}
      host={new URL(portal().publicUrl).host}
    />
  );
});
