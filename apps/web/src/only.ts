// What of a thing crosses to the browser: all that a client component is handed is written into the page.

/** The named members of a thing, and nothing else of it. */
export function only<T extends object, const K extends keyof T>(thing: T, names: readonly K[]): Pick<T, K> {
  return Object.fromEntries(names.map((name) => [name, thing[name]])) as Pick<T, K>; // each name is a key of it
}
