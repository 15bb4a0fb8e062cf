// Signing in by a one-time link. Opening it spends nothing; the button does.
import { LinkSignInForm } from "#features/identity/components/link-sign-in-form.tsx";

export const metadata = { title: "Sign in by link" };

export default async function LinkPage({ params }: { readonly params: Promise<{ code: string }> }) {
  return <LinkSignInForm code={(await params).code} />;
}
