// The menu of one's own account: theme, settings, keys, the way out. Loaded when first opened.
"use client";
import { useState, type ReactNode } from "react";
import { Menu, MenuChoice, MenuItem, MenuLink, MenuSeparator } from "#components/menu.tsx";
import { useNotices } from "#components/notices.tsx";
import { signOut } from "#features/identity/sign-in.ts";
import { openOverlay } from "#features/palette/open-overlay.ts";
import { themeCookie, themes, type Theme } from "./theme-cookie.ts";

const names: Readonly<Record<Theme, string>> = { system: "As the system", light: "Light", dark: "Dark" };
const options = themes.map((theme) => ({ value: theme, label: names[theme] }));

type AccountMenuProps = {
  readonly theme: Theme;
  readonly trigger: ReactNode;
  readonly triggerClassName: string;
  readonly label: string;
};

export function AccountMenu({ theme, ...trigger }: AccountMenuProps) {
  const [chosen, setChosen] = useState(theme);
  const notices = useNotices();
  const choose = (next: Theme) => {
    setChosen(next);
    rememberTheme(next);
  };
  const leave = () =>
    signOut().catch(() => notices.say("You may still be signed in: the server did not answer. Sign out again."));
  return (
    <Menu {...trigger} side="top" isOpenAtFirst>
      <MenuChoice label="Theme" value={chosen} onChange={choose} options={options} />
      <MenuSeparator />
      <MenuLink href="/settings/profile">Profile and password</MenuLink>
      <MenuLink href="/settings/tokens">API tokens</MenuLink>
      <MenuLink href="/settings/sessions">Sessions</MenuLink>
      <MenuItem onClick={() => openOverlay({ name: "keys" })}>Keyboard shortcuts</MenuItem>
      <MenuSeparator />
      <MenuItem onClick={() => void leave()}>Sign out</MenuItem>
    </Menu>
  );
}

/** "system" is the absence of the cookie and of the attribute. */
function rememberTheme(theme: Theme): void {
  const life = theme === "system" ? "max-age=0" : "max-age=31536000";
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${themeCookie}=${theme}; path=/; samesite=lax; ${life}${secure}`;
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}
