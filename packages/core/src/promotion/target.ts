// What a promotion asks for, the way it takes to be approved, and the change ticket it is asked for under.
import { refuseSecrets } from "../addresses.ts";
import { line } from "../names.ts";

export const targetKinds = ["stage", "alias"] as const;

/** An open list: policies add lighter paths. */
export const promotionPaths = ["full"] as const;

/** One line, such as `CHG0012345` or the address of an issue; no secret, because it stays readable. */
export const Ticket = line(200).superRefine(refuseSecrets);
