// Every case that is a request and its answer.
import type { Attack } from "./attack.ts";
import { doorAttacks } from "./cases/doors.ts";
import { downloadAttacks } from "./cases/downloads.ts";
import { frameworkAttacks } from "./cases/frameworks.ts";
import { inputAttacks } from "./cases/inputs.ts";

export const attacks: readonly Attack[] = [...inputAttacks, ...doorAttacks, ...downloadAttacks, ...frameworkAttacks];
