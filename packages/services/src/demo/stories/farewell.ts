// Somebody leaves and asks to be forgotten: their account is disabled, and two admins erase who they were.
import { askErasure } from "../../erasures/ask.ts";
import { confirmErasure } from "../../erasures/confirm.ts";
import { disableAccount } from "../../people/disable.ts";
import { callOf, on, type Happening } from "../telling.ts";

export const farewell: readonly Happening[] = [
  on(60.2, (t) =>
    disableAccount(t.stage.house, callOf(t, "grace"), { actorId: t.cast.tomas.id, reason: "Left the company." }),
  ),
  on(72.3, (t) =>
    askErasure(t.stage.house, callOf(t, "grace"), {
      actorId: t.cast.tomas.id,
      basis: "no-longer-needed",
      note: "Asked for by letter, twelve days after leaving.",
    }),
  ),
  on(72.5, (t) => confirmErasure(t.stage.house, callOf(t, "omar"), { actorId: t.cast.tomas.id })),
];
