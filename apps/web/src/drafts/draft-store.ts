// What people typed and have not sent, kept in their browser: by account, place and form. It expires, and goes when they sign out.

/** One form's text. `basis` says what the form held before anybody typed; `seed` makes its sendings one act across a reload. */
export type Draft = {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly basis: string;
  readonly seed: string;
  readonly values: { readonly [control: string]: readonly string[] };
};
type Place = { readonly account: string; readonly path: string; readonly form: string };
export type Keeping = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

const prefix = "chancery.draft:";
export const draftLifeMs = 24 * 60 * 60 * 1000;
/** As JSON, so that no account, path or form can be written as another. */
const ownedBy = (account: string) => `${prefix}[${JSON.stringify(account)},`;
const keyOf = ({ account, path, form }: Place) => `${ownedBy(account)}${JSON.stringify([path, form])}]`;

/** Undefined where there is none, or one too old. Nothing of another account is ever given out: its id is part of the key. */
export function draftAt(storage: Keeping, place: Place, now: number): Draft | undefined {
  const draft = read(storage, keyOf(place));
  return draft && isFresh(draft, now) ? draft : undefined;
}

export function keepDraft(storage: Keeping, place: Place, draft: Draft): void {
  try {
    storage.setItem(keyOf(place), JSON.stringify(draft));
  } catch {
    // Full, or closed by the browser: the page still holds what was typed.
  }
}

export const dropDraft = (storage: Keeping, place: Place): void => storage.removeItem(keyOf(place));

/** Once an account's page opens: what others left in this browser goes, and so does what is too old. */
export function sweepDrafts(storage: Keeping, account: string, now: number): void {
  for (const key of draftKeys(storage)) {
    const draft = read(storage, key);
    if (!key.startsWith(ownedBy(account)) || !draft || !isFresh(draft, now)) storage.removeItem(key);
  }
}

/** On signing out. */
export function dropAllDrafts(storage: Keeping): void {
  for (const key of draftKeys(storage)) storage.removeItem(key);
}

const isFresh = ({ at }: Draft, now: number) => at <= now + draftLifeMs && now - at < draftLifeMs;

function draftKeys(storage: Keeping): readonly string[] {
  const keys = Array.from({ length: storage.length }, (_, n) => storage.key(n));
  return keys.filter((key) => key !== null).filter((key) => key.startsWith(prefix));
}

/** Any script of this origin, or any person, may have written what is stored there. */
function read(storage: Keeping, key: string): Draft | undefined {
  try {
    const { at, basis, seed, values } = JSON.parse(storage.getItem(key) ?? "null") as Draft;
    const areLists = Object.values(values).every((list) => list.every((value) => typeof value === "string"));
    return typeof at === "number" && typeof basis === "string" && typeof seed === "string" && areLists
      ? { at, basis, seed, values }
      : undefined;
  } catch {
    return undefined;
  }
}

const nothing: Keeping = {
  length: 0,
  key: () => null,
  getItem: () => null,
  setItem: () => undefined,
  removeItem: () => undefined,
};

/** This browser's, or one that keeps nothing where it allows none. */
export function storage(): Keeping {
  try {
    return localStorage;
  } catch {
    return nothing;
  }
}
