// Which log this is: the key an auditor pins, and the newest signed statement of its size and root.
import type { LogStatus } from "@chancery/core";
import { Card } from "#components/card.tsx";
import { CodeLine } from "#components/code-line.tsx";
import { DownloadText } from "#components/download-text.tsx";
import { Facts } from "#components/facts.tsx";
import { Time } from "#components/time.tsx";

export function PinnedKey({ status }: { readonly status: LogStatus }) {
  return (
    <Card title="Key to pin">
      <CodeLine code={status.verifierKey} what="verifier key" />
      <p className="mt-2 mb-0 text-meta text-ink2">
        Write it down once, from a source you trust. With it, anyone can check every export and proof without this
        server; <code>chancery login</code> pins it by itself.
      </p>
    </Card>
  );
}

export function NewestCheckpoint({ status }: { readonly status: LogStatus }) {
  const { checkpoint } = status;
  if (checkpoint === null) {
    return (
      <Card title="Newest checkpoint">
        <p className="m-0 text-meta text-ink2">None yet. The first one is signed within seconds of the first entry.</p>
      </Card>
    );
  }
  return (
    <Card title="Newest checkpoint">
      <Facts
        facts={[
          { name: "Origin", value: <span className="mono">{status.origin}</span> },
          { name: "Size", value: <span className="mono">{checkpoint.size.toLocaleString("en")}</span> },
          { name: "Root", value: <span className="mono break-all">{checkpoint.root}</span> },
          { name: "Signed", value: <Time at={checkpoint.at} hasSeconds /> },
        ]}
      />
      <div className="my-2">
        <CodeLine code={checkpoint.note} what="checkpoint" />
      </div>
      <DownloadText text={checkpoint.note} fileName={`checkpoint-${checkpoint.size}.txt`}>
        Keep this checkpoint
      </DownloadText>
      <p className="mt-2 mb-0 text-meta text-ink3">
        Kept on other storage, it later shows that nothing before it was edited.
      </p>
    </Card>
  );
}
