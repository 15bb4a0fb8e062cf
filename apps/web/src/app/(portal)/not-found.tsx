// Unknown and hidden alike, inside the frame.
import { ButtonLink } from "#components/button-link.tsx";

export default function NotFound() {
  return (
    <div className="grid max-w-[560px] justify-items-start gap-3 pt-6">
      <p className="mono m-0 text-ink3">404</p>
      <h1 className="m-0 text-title">Not here</h1>
      <p className="m-0 text-ink2">
        Nothing stands under this address, or it is not visible to you. The registry answers both alike. If a colleague
        sent you the link, ask them which role it takes.
      </p>
      <ButtonLink href="/models">All models</ButtonLink>
    </div>
  );
}
