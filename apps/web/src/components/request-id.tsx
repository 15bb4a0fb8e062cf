// What finds a request again in the server's log and in the audit log.
import { CopyButton } from "./copy-button.tsx";

export function RequestId({ id }: { readonly id: string }) {
  return (
    <p className="m-0 text-meta text-ink3">
      Request <span className="mono break-all">{id}</span> <CopyButton text={id} what="request id" />
    </p>
  );
}
