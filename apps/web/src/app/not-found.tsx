// Unknown and hidden alike.
import { ButtonLink } from "#components/button-link.tsx";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="mx-auto grid max-w-[560px] justify-items-start gap-3 px-4 pt-[14vh]">
      <p className="mono m-0 text-ink3">404</p>
      <h1 className="m-0 text-title">Not here</h1>
      <p className="m-0 text-ink2">
        Nothing stands under this address, or it is not visible to you. The registry answers both alike. If a colleague
        sent you the link, ask them which role it takes.
      </p>
      <ButtonLink href="/">Go to the start</ButtonLink>
    </main>
  );
}
