// Whether single letters are shortcuts in this browser: a cookie the server reads. On unless switched off.

export const keysCookie = "keys";

export const hasKeysOf = (cookie: string | undefined): boolean => cookie !== "off";

/** "On" is the absence of the cookie. */
export function rememberKeys(isOn: boolean): void {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${keysCookie}=off; path=/; samesite=lax; max-age=${isOn ? 0 : 31_536_000}${secure}`;
}
