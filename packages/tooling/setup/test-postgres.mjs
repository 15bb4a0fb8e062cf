// The suites that need a PostgreSQL: called by .ci/run after `npm test`, with both variables naming a server of its own.
import { say } from "./say.mjs";
import { runEndToEnd, runVitest, suite } from "./suites.mjs";
import { closingLines, readReports, tally } from "./tally.mjs";

const onEngines = ["packages/db", "packages/services", "packages/api"];

const hasServer = await suite("postgres", async () => {
  for (const name of ["CHANCERY_TEST_POSTGRES_URL", "CHANCERY_E2E_DATABASE_URL"])
    if (!process.env[name]) throw new Error(`${name} must name a PostgreSQL server`);
});
process.env.CHANCERY_TEST_SQLITE = "done"; // by `npm test`
const isUnitGood = hasServer && (await runVitest("postgres", (folder) => onEngines.includes(folder)));
// The main job, a folder out of a browser, the backup, the races, the kills, the outage and the lock; what the other journeys show does not hang on the database.
const isJourneyGood =
  hasServer &&
  (await runEndToEnd("e2e on postgres", [
    "journey",
    "backup",
    "races/(once|stage|votes)",
    "faults/(kill|outage|locked|browser-upload)",
  ]));

const isOfPostgres = ({ name }) => /postgres/.test(name);
for (const line of closingLines(tally(readReports().filter(isOfPostgres)), " on PostgreSQL")) say(line);
process.exitCode = isUnitGood && isJourneyGood ? 0 : 1;
