// `npm run build`: sets up and builds what changed, without starting anything.
import { giveUp, say } from "./say.mjs";
import { setUp } from "./set-up.mjs";

try {
  await setUp();
  say("built");
} catch (error) {
  giveUp(error);
}
