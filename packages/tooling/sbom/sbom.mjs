// `npm run sbom`: writes the bill of materials to stdout; fails for a licence that is unknown or not allowed.
import { fileURLToPath } from "node:url";
import { billOf, schemaFault } from "./bom.mjs";
import { licenceFaults, shippedFrom } from "./shipped.mjs";

const shipped = shippedFrom(fileURLToPath(new URL("../../../apps/web", import.meta.url)));
const json = billOf(shipped);
const faults = [
  ...licenceFaults(shipped.values()),
  ...((await schemaFault(json)) ? ["the document is not valid CycloneDX 1.6"] : []),
];
process.stdout.write(`${json}\n`);
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
