// Appointments in words: who comes to what, and how it came into force.
import type { AppointmentView, Beginning } from "@chancery/core";
import { scopeInWords } from "#features/grants/format.ts";

type Named = Pick<AppointmentView, "receivers" | "receiverCount" | "group" | "kind" | "roles">;

/** "Ada and 3 others", or the group that is given a role. */
export function receiversInWords({ receivers, receiverCount, group, kind }: Named): string {
  if (kind === "grant" && group) return `the group ${group.name} (${namesInWords(receivers, receiverCount)})`;
  return namesInWords(receivers, receiverCount);
}

/** "reviewer on team speech". */
export const rolesInWords = ({ roles }: Named): string =>
  roles.map(({ role, scope, scopeName }) => `${role} on ${scopeInWords(scope, scopeName)}`).join(", ") ||
  "no role any more";

export function namesInWords(names: readonly string[], count: number): string {
  const more = count - names.length;
  return [...names, ...(more > 0 ? [`${more} more`] : [])].join(", ") || "nobody";
}

/** How a role came into force, where that is worth saying. */
export const beginningInWords: Readonly<Record<Exclude<Beginning, "confirmed">, string>> = {
  alone: "given alone",
  waited: "begun after seven days: nobody could confirm",
  recovered: "begun on the server",
};
