// @chancery/client/node: the client together with the disk. Pushes, downloads, pins.
export { download, type DownloadOptions, type DownloadRequest, type DownloadResult } from "./download.ts";
export { readGit } from "./git.ts";
export { lockFileName, pin, readLock, resolvePinned, type LockFile, type Pin } from "./pin.ts";
export type { OnProgress, TransferPhase, TransferProgress } from "./progress.ts";
export { folderMemory, type PushMemory, type PushState } from "./push-memory.ts";
export { push } from "./push.ts";
export type { PushContent, PushedEvaluation, PushOptions, PushRequest, PushResult } from "./push-request.ts";
