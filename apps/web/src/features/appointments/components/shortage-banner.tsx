// Told to everybody: somebody becomes a reviewer or an admin, and nobody is left who could confirm it.
import type { AppointmentView } from "@chancery/core";
import { Time } from "#components/time.tsx";
import { receiversInWords, rolesInWords } from "../format.ts";

/** Banners shown; the rest stand on the page of grants. */
const shown = 3;

export function ShortageBanner({ appointments }: { readonly appointments: readonly AppointmentView[] }) {
  return appointments.slice(0, shown).map((one) => (
    <div
      key={one.id}
      role="status"
      className="border-b border-line bg-chg-bg px-3 py-2 text-chg nav:px-6"
      data-print="hide"
    >
      <strong className="font-semibold">Nobody is left to confirm a role.</strong> {one.givenBy} gave{" "}
      {receiversInWords(one)}: {rolesInWords(one)}. It begins {one.waitsUntil && <Time at={one.waitsUntil} />} unless an
      admin ends it. If you did not expect this, say so before then.
    </div>
  ));
}
