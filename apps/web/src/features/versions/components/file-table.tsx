// Files with size and digest; each a download, never opened in this origin.
import { sizeText, type FileEntry } from "@chancery/core";
import { Digest } from "#components/digest.tsx";
import { RowHead, Table, Td, Th } from "#components/table.tsx";

type FileTableProps = {
  readonly files: readonly FileEntry[];
  readonly versionId: string;
  readonly canDownload: boolean;
};

export function FileTable({ files, versionId, canDownload }: FileTableProps) {
  return (
    <Table
      caption="Files"
      head={
        <>
          <Th>File</Th>
          <Th isNumber>Size</Th>
          <Th>SHA-256</Th>
        </>
      }
    >
      {files.map((file) => (
        <tr key={file.path}>
          <RowHead className="mono">
            {canDownload ? (
              <a
                href={`/api/v1/versions/${versionId}/files/${file.path.split("/").map(encodeURIComponent).join("/")}`}
                download
              >
                {file.path}
              </a>
            ) : (
              file.path
            )}
          </RowHead>
          <Td isNumber>
            <span title={`${file.sizeBytes} bytes`}>{sizeText(file.sizeBytes)}</span>
          </Td>
          <Td>
            <Digest sha256={file.sha256} hasPrefix={false} />
          </Td>
        </tr>
      ))}
    </Table>
  );
}
