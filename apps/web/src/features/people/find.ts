// Accounts to choose from, by part of a name.
import type { Find } from "#components/still-picker.tsx";
import { pickedAtOnce } from "#components/still-picker.tsx";

/** People who are not disabled. */
export const findPeople: Find = async (api, q, signal) => {
  const page = await api.people.list.query(
    { kind: "person", isUsable: true, limit: pickedAtOnce, ...(q !== "" && { q }) },
    { signal },
  );
  return page.items.map(({ id, name }) => ({ value: id, label: name }));
};
