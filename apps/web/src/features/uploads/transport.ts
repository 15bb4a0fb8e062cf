// UploadThing's own client, unmodified. What it asks of the network goes through here, so that addresses are asked for in
// batches, and that an address which was just given needs no question of where to go on.
import { generateReactHelpers } from "@uploadthing/react";
import type { FileRouter } from "uploadthing/types";
import { refusalOf } from "#refusal.ts";
import { send } from "#send.ts";
import { openClient } from "#server-state.tsx";
import { newSeed } from "#use-attempt.ts";
import { SendingFailed, type WireRefusal } from "./sending-failed.ts";

export type Place = {
  readonly versionId: string;
  readonly path: string;
  readonly fingerprint?: string;
  readonly sha256?: string;
};
export type ToSend = { readonly file: File; readonly place: Place };
export type Address = {
  readonly url: string;
  readonly key: string;
  readonly name: string;
  /** The upload. */
  readonly customId: string | null;
  readonly offset?: number;
  readonly state?: "receiving" | "committed";
  readonly sha256?: string | null;
  readonly refusal?: WireRefusal;
};
export type Arrived = { readonly id: string; readonly sha256: string };

export type Transport = {
  /** Begins up to a hundred files in one request; answers in their order. */
  begin(files: readonly ToSend[]): Promise<readonly Address[]>;
  /** Sends one file that `begin` gave the address of. Aborting keeps what has arrived. */
  put(file: ToSend & { readonly address: Address }, on: OnPut): Promise<Arrived>;
  /** Ends an upload and frees what is here of it; the file it has become leaves the draft. What is gone already counts as ended. */
  end(begun: Begun): Promise<void>;
};
export type Begun = {
  readonly versionId: string;
  readonly path: string;
  readonly uploadId: string;
  /** Its file is in the draft. */
  readonly hasArrived: boolean;
};
type OnPut = { readonly signal: AbortSignal; progress(loadedBytes: number): void };

const routePath = "/api/uploadthing";
const slug = "file";
const own = { "x-chancery-csrf": "1" };

export function openTransport(): Transport {
  /** By the place that its next question is about. */
  const given = new Map<string, Address>();
  const api = openClient();
  const { createUpload } = generateReactHelpers<FileRouter>({
    url: routePath,
    fetch: (input: RequestInfo | URL, init?: RequestInit) => answerFrom(given, input, init),
  });
  return {
    async begin(files) {
      const body = {
        files: files.map(({ file: { size } }) => ({ name: "file", size, type: "", lastModified: 0 })),
        input: files.map(({ place }) => place),
      };
      const answer = await send(`${routePath}?actionType=upload&slug=${slug}`, {
        method: "POST",
        headers: { "content-type": "application/json", ...own },
        body: JSON.stringify(body),
      }).catch((cause: unknown) => {
        throw new SendingFailed({ cause });
      });
      const told = (await answer.json().catch(() => undefined)) as unknown;
      if (answer.ok && Array.isArray(told)) return told as readonly Address[];
      const refusal = refusalIn(told);
      // One file alone is answered as itself.
      if (refusal && files.length === 1) return [{ url: "", key: "", name: "file", customId: null, refusal }];
      throw new SendingFailed({ refusal, status: answer.status });
    },
    async put({ file, place, address }, { signal, progress }) {
      given.set(placeKey(place), address);
      const options = {
        files: [file],
        input: [place],
        headers: own,
        onUploadProgress: ({ loaded }: { readonly loaded: number }) => progress(loaded),
      };
      const upload = await createUpload(slug, options as never).catch((error: unknown) => {
        throw failureIn(error);
      });
      const stop = () => upload.pauseUpload(file);
      const done = upload.done(file).catch((error: unknown) => {
        throw failureIn(error);
      });
      if (signal.aborted) stop();
      else signal.addEventListener("abort", stop, { once: true });
      // A paused upload neither ends nor fails: whoever stopped it does not wait for it.
      const aborted = new Promise<never>((_resolve, reject) => {
        const leave = () => reject(signal.reason as Error);
        if (signal.aborted) leave();
        else signal.addEventListener("abort", leave, { once: true });
      });
      done.catch(() => undefined);
      return ((await Promise.race([done, aborted])) as { readonly serverData: Arrived }).serverData;
    },
    async end({ versionId, path, uploadId, hasArrived }) {
      const once = { context: { idempotencyKey: newSeed() } };
      const discard = () => api.uploads.discard.mutate({ uploadId }, once);
      const remove = () =>
        api.versions.removeFile.mutate({ versionId, path }, { context: { idempotencyKey: newSeed() } });
      const ended = hasArrived
        ? remove()
        : discard().catch((error: unknown) => {
            // It had arrived by then.
            if (refusalOf(error).reasons.some(({ code }) => code === "upload_finished")) return remove();
            throw error;
          });
      await ended.catch((error: unknown) => {
        const refusal = refusalOf(error);
        if (refusal.code === "NOT_FOUND") return;
        throw new SendingFailed({ refusal: refusal.code === "UNREACHABLE" ? undefined : refusal, cause: error });
      });
    },
  };
}

const placeKey = ({ versionId, path }: Place) => `${versionId}/${path}`;

/** Its question for an address is answered by the one that was given; the one after it, where to go on, by what came with it. */
async function answerFrom(
  given: Map<string, Address>,
  input: RequestInfo | URL,
  init: RequestInit = {},
): Promise<Response> {
  const { pathname, search } = new URL(input instanceof Request ? input.url : input, location.origin);
  if (pathname === routePath && typeof init.body === "string") {
    const place = (JSON.parse(init.body) as { readonly input: readonly [Place] }).input[0];
    const address = given.get(placeKey(place));
    given.delete(placeKey(place));
    if (!address) throw new Error("an address was asked for that nobody gave");
    given.set(address.url, address);
    return Response.json([address]);
  }
  const address = given.get(pathname + search);
  given.delete(pathname + search);
  if (address?.offset !== undefined)
    return new Response(null, { headers: { "x-ut-range-start": String(address.offset) } });
  return send(input, init);
}

/** UploadThing's error has our body as its `data`; where it never came that far, as its `cause`. The status is in its words alone. */
function failureIn(error: unknown): SendingFailed {
  if (error instanceof SendingFailed) return error;
  const { data, cause, message } = (error ?? {}) as { readonly [key in "data" | "cause" | "message"]?: unknown };
  const status = /^XHR failed (\d{3})\b/.exec(String(message))?.[1];
  return new SendingFailed({
    refusal: refusalIn(data) ?? refusalIn(cause),
    status: status === undefined ? undefined : Number(status),
    cause: error,
  });
}

function refusalIn(body: unknown): WireRefusal | undefined {
  const { code, message } = (body ?? {}) as Partial<WireRefusal>;
  const isOurs = typeof code === "string" && typeof message === "string" && !(body instanceof Error);
  return isOurs ? (body as WireRefusal) : undefined;
}
