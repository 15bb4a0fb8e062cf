// A metric of an evaluation as the server takes it.
import type { Measured } from "./evaluation-file.ts";

/** A row as the server takes it. A direction that nobody stated here is left to the list and the table. */
export const metricOf = ({ name, value, unit, lower, upper, direction }: Measured) => ({
  name,
  value,
  ...(unit !== "" && { unit }),
  ...(direction !== undefined && { direction }),
  ...(lower !== "" && { lower }),
  ...(upper !== "" && { upper }),
});
