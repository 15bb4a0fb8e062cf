// For a source that is read rather than loaded, such as SQL: the tests' own process sees it broken, the file stays whole.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const { path, find, replace } = JSON.parse(process.env.CHANCERY_MUTATION ?? "{}");
const readWhole = fs.readFileSync;

fs.readFileSync = (...args) => {
  const content = readWhole(...args);
  return String(args[0]) === path && typeof content === "string" ? content.replace(find, () => replace) : content;
};
syncBuiltinESMExports();
