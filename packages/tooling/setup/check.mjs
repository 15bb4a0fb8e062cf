// `pnpm check`: format, lint, types, unused code and the rooms; one line when all is fine. Arguments pick checks by name.
import { listChecks, runChecks } from "./checks.mjs";

const wanted = process.argv.slice(2);
const checks = listChecks().filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
const startedAt = performance.now();
const failures = await runChecks(checks);
for (const { name, output } of failures) console.error(`\n✗ ${name}\n${output}`);
const seconds = Math.round((performance.now() - startedAt) / 1000);
console.log(`${checks.length - failures.length} of ${checks.length} checks fine, ${seconds} s`);
process.exitCode = checks.length > 0 && failures.length === 0 ? 0 : 1;
