// The proof that an entry is in the signed log, checked by this browser and not by the server.
"use client";
import { useState } from "react";
import { Button } from "#components/button.tsx";
import { CopyButton } from "#components/copy-button.tsx";
import { DownloadText } from "#components/download-text.tsx";
import type { Step } from "../verify/entry.ts";
import { Steps } from "./steps.tsx";

type EntryProofProps = {
  readonly index: number;
  readonly leaf: string;
  readonly leafHash: string;
  readonly proof: string;
  readonly verifierKey: string;
};

export function EntryProof({ index, leaf, leafHash, proof, verifierKey }: EntryProofProps) {
  const [steps, setSteps] = useState<readonly Step[] | null>(null);
  const [isBroken, setIsBroken] = useState(false);
  const verify = async () => {
    try {
      const { verifyEntry } = await import("../verify/entry.ts");
      setSteps(verifyEntry({ leaf, leafHash, proof, verifierKey }));
      setIsBroken(false);
    } catch {
      setIsBroken(true);
    }
  };
  return (
    <div className="grid gap-3">
      {steps === null ? (
        <p className="m-0 text-meta text-ink2">
          Your browser computes the hash of the entry, follows the proof up to the root, and checks the signature on the
          root.
        </p>
      ) : (
        <Steps steps={steps} />
      )}
      {isBroken && (
        <p className="m-0 text-rej">The verifier could not be loaded. Check the connection, then verify again.</p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button kind={steps === null ? "primary" : "plain"} onClick={() => void verify()}>
          {steps === null ? "Verify in this browser" : "Verify again"}
        </Button>
        <DownloadText text={proof} fileName={`entry-${index}.tlog-proof`}>
          Proof file
        </DownloadText>
      </div>
      <p className="m-0 text-meta text-ink3">
        It trusts the key this server states. Pin the key once, from somewhere else, and check there too:{" "}
        <span className="mono break-all">{verifierKey}</span> <CopyButton text={verifierKey} what="verifier key" />
      </p>
    </div>
  );
}
