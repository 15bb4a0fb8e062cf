// What pages with acts need around them: the way to the server, the place where it says what it recorded, and whose drafts
// are kept.
import type { ReactNode } from "react";
import { Notices } from "./components/notices.tsx";
import { DraftsOf } from "./drafts/account.tsx";
import { ServerState } from "./server-state.tsx";

export function Acting({ account, children }: { readonly account: string; readonly children: ReactNode }) {
  return (
    <ServerState>
      <DraftsOf account={account}>
        <Notices>{children}</Notices>
      </DraftsOf>
    </ServerState>
  );
}
