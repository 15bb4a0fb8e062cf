// The bill of materials: CycloneDX 1.6 of what the server ships, the same bytes for the same packages.
import { Enums, Models, Serialize, Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { PackageURL } from "packageurl-js";

const spec = Spec.Spec1dot6;

/** @param {Map<string, import("./shipped.mjs").Shipped>} shipped The server first. @returns {string} JSON */
export function billOf(shipped) {
  const components = new Map([...shipped].map(([key, one]) => [key, componentOf(key, one)]));
  for (const [key, { needs }] of shipped)
    for (const need of needs)
      components.get(key)?.dependencies.add(components.get(need)?.bomRef ?? new Models.BomRef(need));
  const [server, ...others] = components.values();
  const bom = new Models.Bom({
    metadata: new Models.Metadata({ ...(server && { component: server }) }),
    components: new Models.ComponentRepository(others),
  });
  return new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(spec)).serialize(bom, {
    sortLists: true,
    space: 2,
  });
}

/** What the CycloneDX 1.6 schema says against it; null where it says nothing. @param {string} json */
export const schemaFault = (json) => new Validation.JsonStrictValidator(spec.version).validate(json);

/** @param {string} key @param {import("./shipped.mjs").Shipped} shipped */
function componentOf(key, { name, version, license, isOwn }) {
  const slash = name.indexOf("/");
  const [scope, own] = slash < 0 ? [undefined, name] : [name.slice(0, slash), name.slice(slash + 1)];
  const type = name === "web" ? Enums.ComponentType.Application : Enums.ComponentType.Library;
  return new Models.Component(type, own, {
    bomRef: key,
    version,
    ...(scope && { group: scope }),
    ...(!isOwn && { purl: new PackageURL("npm", scope, own, version, undefined, undefined).toString() }),
    licenses: new Models.LicenseRepository([
      /\s/.test(license) ? new Models.LicenseExpression(license) : new Models.SpdxLicense(license),
    ]),
  });
}
