// IBM Plex from the fontsource packages: no request leaves this origin, at build or later.
import localFont from "next/font/local";

/** Words. Preloaded. */
export const sans = localFont({
  src: "../../node_modules/@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght-normal.woff2",
  weight: "100 700",
  display: "swap",
  variable: "--font-plex",
});
/** Names beyond Latin-1, fetched only where one stands. */
export const sansExtended = localFont({
  src: "../../node_modules/@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-ext-wght-normal.woff2",
  weight: "100 700",
  display: "swap",
  variable: "--font-plex-extended",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0100-02BA, U+02BD-02C5, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20C0, U+2113, U+A720-A7FF",
    },
  ],
});
/** Machine facts: ids, digests, versions, numbers in tables. Preloaded. */
export const mono = localFont({
  src: "../../node_modules/@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2",
  weight: "400",
  display: "swap",
  variable: "--font-plex-mono",
  adjustFontFallback: false,
});
