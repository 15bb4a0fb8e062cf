// A form whose answer is a page: its fields become the query, empty ones left out. Without scripts the browser does it.
"use client";
import type { ComponentProps, FormEvent } from "react";
import { go } from "./link-status.tsx";

type QueryFormProps = Pick<ComponentProps<"form">, "children" | "className" | "role" | "aria-label"> & {
  readonly action: string;
};

export function QueryForm({ action, ...form }: QueryFormProps) {
  const follow = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = [...new FormData(event.currentTarget)].flatMap(([name, value]) =>
      typeof value === "string" && value !== "" ? [[name, value]] : [],
    );
    const query = new URLSearchParams(typed).toString();
    go(query === "" ? action : `${action}?${query}`);
  };
  return <form {...form} action={action} onSubmit={follow} data-print="hide" />;
}
