// One's own account: theme, settings, the way out.
"use client";
import { ChevronsUpDown } from "lucide-react";
import { useState } from "react";
import { Menu, MenuChoice, MenuItem, MenuLink, MenuSeparator } from "#components/menu.tsx";
import { signOut } from "#features/identity/sign-in.ts";
import { themeCookie, themes, type Theme } from "./theme-cookie.ts";

const names: Readonly<Record<Theme, string>> = { system: "As the system", light: "Light", dark: "Dark" };
const options = themes.map((theme) => ({ value: theme, label: names[theme] }));

type AccountMenuProps = { readonly name: string; readonly email: string | null; readonly theme: Theme };

export function AccountMenu({ name, email, theme }: AccountMenuProps) {
  const [chosen, setChosen] = useState(theme);
  const choose = (next: Theme) => {
    setChosen(next);
    rememberTheme(next);
  };
  return (
    <Menu
      label="Account of"
      side="top"
      triggerClassName="flex w-full items-center justify-between gap-2 rounded px-2 py-[5px] text-left hover:bg-raised"
      trigger={
        <>
          <span className="min-w-0">
            <span className="block truncate font-medium">{name}</span>
            {email && <span className="block truncate text-meta text-ink3">{email}</span>}
          </span>
          <ChevronsUpDown aria-hidden size={14} className="shrink-0 text-ink3" />
        </>
      }
    >
      <MenuChoice label="Theme" value={chosen} onChange={choose} options={options} />
      <MenuSeparator />
      <MenuLink href="/settings/profile">Profile and password</MenuLink>
      <MenuLink href="/settings/tokens">API tokens</MenuLink>
      <MenuLink href="/settings/sessions">Sessions</MenuLink>
      <MenuSeparator />
      <MenuItem onClick={() => void signOut()}>Sign out</MenuItem>
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
