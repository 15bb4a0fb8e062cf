// The versions of one model.
import { sizeText, type VersionSummary } from "@chancery/core";
import { Digest } from "#components/digest.tsx";
import { Link } from "#components/link.tsx";
import { StageBadge } from "#components/known-badges.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { RowHead, Table, Td, Th } from "#components/table.tsx";
import { Tag } from "#components/tag.tsx";
import { Time } from "#components/time.tsx";

export function VersionTable({
  versions,
  path,
}: {
  readonly versions: readonly VersionSummary[];
  readonly path: string;
}) {
  return (
    <Table
      caption="Versions, newest first"
      head={
        <>
          <Th>Version</Th>
          <Th>State</Th>
          <Th>Holds</Th>
          <Th>Manifest digest</Th>
          <Th isNumber>Size</Th>
          <Th>Registered by</Th>
          <Th>Registered (UTC)</Th>
        </>
      }
    >
      {versions.map((version) => (
        <tr key={version.id}>
          <RowHead>
            <Link href={`${path}/v/${version.number}`} className="font-semibold">
              v{version.number}
            </Link>
            {version.label && <span className="ml-2 text-ink3">{version.label}</span>}
          </RowHead>
          <Td>
            <StateBadge state={version.state} />
          </Td>
          <Td>
            <span className="flex flex-wrap gap-1">
              {version.stages.map((stage) => (
                <StageBadge key={stage} stage={stage} />
              ))}
              {version.aliases.map((alias) => (
                <Tag key={alias}>@{alias}</Tag>
              ))}
            </span>
          </Td>
          <Td>
            {version.manifestDigest ? (
              <Digest sha256={version.manifestDigest} hasPrefix={false} />
            ) : (
              <span className="text-ink3">not sealed yet</span>
            )}
          </Td>
          <Td isNumber>
            {version.kind === "external" ? (
              <span className="font-sans text-ink3">external</span>
            ) : (
              sizeText(version.sizeBytes)
            )}
          </Td>
          <Td>{version.createdBy}</Td>
          <Td>
            <Time at={version.createdAt} isBare />
          </Td>
        </tr>
      ))}
    </Table>
  );
}
