// The document: language, theme from the cookie, fonts.
import "./ledger.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { themeCookie, themeOf } from "#features/shell/theme-cookie.ts";
import { mono, sans, sansExtended } from "./fonts.ts";

export const metadata: Metadata = {
  title: { template: "%s · Chancery", default: "Chancery" },
  description: "The model registry for teams that must answer for their models",
  robots: { index: false, follow: false },
};
export const viewport: Viewport = { colorScheme: "light dark" };
export const dynamic = "force-dynamic"; // every page carries a nonce

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const theme = themeOf((await cookies()).get(themeCookie)?.value);
  return (
    <html
      lang="en"
      data-theme={theme === "system" ? undefined : theme}
      className={`${sans.variable} ${sansExtended.variable} ${mono.variable}`}
    >
      <body>{children}</body>
    </html>
  );
}
