// Signing in by password.
import { redirect } from "next/navigation";
import { answered } from "#answered.tsx";
import { SignInForm } from "#features/identity/components/sign-in-form.tsx";
import { portal, visitor } from "#house.ts";
import { sameOriginPath } from "#same-origin-path.ts";
import { pick, type SearchParams } from "#search-params.ts";

export const metadata = { title: "Sign in" };

export default answered(async function LoginPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const { next } = pick(await searchParams, ["next"]);
  if ((await visitor()).isSignedIn) redirect(sameOriginPath(next));
  return (
    <SignInForm
      next={sameOriginPath(next)}
      isClaimed={await portal().isClaimed()}
      host={new URL(portal().publicUrl).host}
    />
  );
});
