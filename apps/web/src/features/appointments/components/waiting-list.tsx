// Who is to become a reviewer or an admin and waits for a second person.
import type { AppointmentView } from "@chancery/core";
import { Card } from "#components/card.tsx";
import { Time } from "#components/time.tsx";
import { namesInWords, receiversInWords, rolesInWords } from "../format.ts";
import { ConfirmAppointment } from "./confirm-appointment.tsx";

export function WaitingList({ waiting }: { readonly waiting: readonly AppointmentView[] }) {
  if (waiting.length === 0) return null;
  return (
    <div className="mb-4">
      <Card title={`Waiting for a second person (${waiting.length})`}>
        <p className="mt-0 mb-2 text-meta text-ink3">
          Becoming a reviewer or an admin takes two people: one gives, another confirms.
        </p>
        <ul className="m-0 list-none p-0">
          {waiting.map((one) => (
            <li
              key={one.id}
              className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-line py-1.5"
            >
              <span className="min-w-0">
                <span className="font-medium">{receiversInWords(one)}</span>
                {one.kind === "membership" && one.group && <> in {one.group.name}</>}: {rolesInWords(one)}
                <span className="block text-meta text-ink3">
                  given by {one.givenBy}, <Time at={one.givenAt} />
                  {one.blockedBecause.length > 0 && <>. {whyNot(one)}</>}
                  {one.waitsUntil && (
                    <>
                      {" "}
                      Nobody is left to confirm it: it begins <Time at={one.waitsUntil} />.
                    </>
                  )}
                </span>
              </span>
              {one.blockedBecause.length === 0 && (
                <ConfirmAppointment id={one.id} kind={one.kind} who={receiversInWords(one)} what={rolesInWords(one)} />
              )}
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}

/** Who may confirm it, or why nobody can yet. */
function whyNot({ confirmers, confirmerCount, blockedBecause }: AppointmentView): string {
  const absent = blockedBecause.find(({ code }) => code === "receiver_not_active");
  if (absent) return `${absent.message}.`;
  return confirmerCount > 0 ? `May be confirmed by ${namesInWords(confirmers, confirmerCount)}.` : "";
}
