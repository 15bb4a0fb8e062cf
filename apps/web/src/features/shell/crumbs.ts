// Where a page stands, read off its path.
import { sentence } from "#components/sentence.ts";

export type Crumb = { readonly label: string; readonly href: string | null };

const sections: Readonly<Record<string, string>> = {
  models: "Models",
  reviews: "Reviews",
  compare: "Compare",
  promotions: "Reviews",
  datasets: "Datasets",
  audit: "Audit",
  admin: "Admin",
  settings: "Settings",
};
const sectionHref: Readonly<Record<string, string | null>> = { promotions: "/reviews", admin: null, settings: null };
const pages: Readonly<Record<string, string>> = {
  new: "New",
  integrity: "Integrity",
  people: "People",
  "service-accounts": "Service accounts",
  teams: "Teams",
  groups: "Groups",
  grants: "Grants",
  roles: "Roles",
  profile: "Profile",
  tokens: "Tokens",
  sessions: "Sessions",
};

/** The way to a page; the last crumb is the page itself and no link. */
export function crumbsOf(pathname: string): readonly Crumb[] {
  const parts = pathname.split("/").filter(Boolean).map(decode);
  const [section, ...rest] = parts;
  if (section === undefined || sections[section] === undefined) return [];
  const crumbs: Crumb[] = [
    { label: sections[section], href: section in sectionHref ? sectionHref[section]! : `/${section}` },
  ];
  if (section === "models" && rest.length >= 2) crumbs.push(...modelCrumbs(rest));
  else if (rest[0] !== undefined) crumbs.push({ label: labelOf(section, rest[0]), href: null });
  return crumbs.map((crumb, index) => (index === crumbs.length - 1 ? { ...crumb, href: null } : crumb));
}

function modelCrumbs([team = "", name = "", tab, number, part]: readonly string[]): readonly Crumb[] {
  const href = `/models/${encodeURIComponent(team)}/${encodeURIComponent(name)}`;
  const model = { label: `${team}/${name}`, href };
  if (tab === "v" && number !== undefined)
    return [model, { label: part === "draft" ? `draft v${number}` : `v${number}`, href: null }];
  if (tab === "versions" && number === "new") return [model, { label: "New version", href: null }];
  return tab === undefined ? [model] : [model, { label: sentence(tab), href: null }];
}

function labelOf(section: string, part: string): string {
  if (section === "promotions") return part === "new" ? "New promotion" : `P-${part.replace(/^P-/i, "")}`;
  if (section === "audit" && /^\d+$/.test(part)) return `Entry ${Number(part).toLocaleString("en")}`;
  return pages[part] ?? part;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // malformed escapes are shown as they came
  }
}
