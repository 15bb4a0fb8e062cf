// Names the machine that was measured: figures without one say nothing.
import { statfsSync } from "node:fs";
import { arch, cpus, release, totalmem, type } from "node:os";

export type Machine = {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  readonly kernel: string;
  readonly filesystem: string;
};

/** `folder`: where the benches write. */
export function nameMachine(folder: string): Machine {
  const all = cpus();
  return {
    cpu: `${all[0]?.model.trim() ?? "unknown"} (${arch()})`,
    cores: all.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    kernel: `${type()} ${release()}`,
    filesystem: filesystemOf(folder),
  };
}

/** The kernel's magic numbers, statfs(2). */
const filesystems: Readonly<Record<number, string>> = {
  0xef53: "ext4",
  0x58465342: "xfs",
  0x9123683e: "btrfs",
  0x01021994: "tmpfs",
  0x794c7630: "overlayfs",
};

function filesystemOf(folder: string): string {
  const { type: magic } = statfsSync(folder);
  return filesystems[magic] ?? `0x${magic.toString(16)}`;
}
