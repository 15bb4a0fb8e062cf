// Where a person starts: auditors at the log, reviewers at what waits for them, everyone else at the models.
import { redirect } from "next/navigation";
import { answeredDoor } from "#answered.tsx";
import { homeOf } from "#features/identity/home.ts";
import { requirePortal } from "#house.ts";
import { sameOriginPath } from "#same-origin-path.ts";

export default answeredDoor(async function Start() {
  const { me } = await requirePortal();
  redirect(sameOriginPath(homeOf(me)));
});
