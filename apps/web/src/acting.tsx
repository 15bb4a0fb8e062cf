// What pages with acts need around them: the way to the server, and the place where it says what it recorded.
import type { ReactNode } from "react";
import { Notices } from "./components/notices.tsx";
import { ServerState } from "./server-state.tsx";

export function Acting({ children }: { readonly children: ReactNode }) {
  return (
    <ServerState>
      <Notices>{children}</Notices>
    </ServerState>
  );
}
