// Saves a text that is on the page already as a file.
"use client";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";

type DownloadTextProps = { readonly text: string; readonly fileName: string; readonly children: ReactNode };

export function DownloadText({ text, fileName, children }: DownloadTextProps) {
  const save = () => {
    const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = fileName;
    link.click();
    URL.revokeObjectURL(url);
  };
  return <Button onClick={save}>{children}</Button>;
}
