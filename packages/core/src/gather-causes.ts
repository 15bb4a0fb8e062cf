// Reasons are written `cause: what follows`. Several causes of which the same follows are said as one.
import type { Reason } from "./kernel/view.ts";

/** `you asked for it, and you uploaded it: someone else has to decide`; no sentence twice. */
export function gatherCauses(reasons: readonly Reason[]): readonly Reason[] {
  const alike = new Map<string, { readonly reason: Reason; readonly causes: Set<string> }>();
  for (const reason of reasons) {
    const at = reason.message.lastIndexOf(": ");
    const follows = at < 0 ? reason.message : reason.message.slice(at);
    const one = alike.get(follows) ?? { reason, causes: new Set() };
    one.causes.add(at < 0 ? reason.message : reason.message.slice(0, at));
    alike.set(follows, one);
  }
  return [...alike].map(([follows, { reason, causes }]) => {
    const said = [...causes];
    return causes.size < 2
      ? reason
      : { ...reason, message: `${said.slice(0, -1).join(", ")}, and ${said.at(-1)}${follows}` };
  });
}
