// Lets Node 20 run our TypeScript as it stands (`node --import register.mjs file.ts`): every module keeps its own place.
import { register } from "node:module";

register("./strip-types.mjs", import.meta.url);
