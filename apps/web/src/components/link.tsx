// Links inside the portal. Nothing is fetched before it is asked for: a table of 50 rows would be 50 requests.
import NextLink from "next/link";
import type { ComponentProps } from "react";
import { LinkStatus } from "./link-status.tsx";

export function Link({ children, ...props }: Omit<ComponentProps<typeof NextLink>, "prefetch">) {
  return (
    <NextLink prefetch={false} {...props}>
      {children}
      {typeof props.href === "string" && <LinkStatus href={props.href} />}
    </NextLink>
  );
}
