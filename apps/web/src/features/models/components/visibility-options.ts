// Visibility in words.
import type { Option } from "#components/field.tsx";

export const visibilityOptions: readonly Option[] = [
  { value: "organisation", label: "Organisation: everyone signed in" },
  { value: "team", label: "Team: everyone with a role in its team" },
  { value: "restricted", label: "Restricted: its team's maintainers and everyone with a role on it" },
];
