// UploadThing's own client, unmodified, outside of a browser: with a `fetch` and an XMLHttpRequest that act as one actor.
import { request as httpRequest, type ClientRequest } from "node:http";
import type { Actor } from "@chancery/core";
import { genUploader } from "uploadthing/client";
import type { FileRouter } from "uploadthing/types";
import type { Wire } from "./serve-wire.ts";

export type AskedInput = {
  readonly versionId: string;
  readonly path: string;
  readonly sha256?: string;
  readonly fingerprint?: string;
};
type Seen = { readonly method: string; readonly path: string; readonly range: string | undefined };
type Progress = { readonly loaded: number; readonly delta: number };

/** As a browser signed in as this actor sends it; `seen` are the requests. */
export function uploadThingAs(wire: Wire, actor: Actor) {
  const seen: Seen[] = [];
  const headers = { cookie: wire.cookieOf(actor), origin: wire.publicUrl, "sec-fetch-site": "same-origin" };
  const fetchAs = (input: unknown, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(String(input), wire.publicUrl);
    seen.push({ method: init.method ?? "GET", path: url.pathname, range: undefined });
    const own = Object.fromEntries(new Headers(init.headers));
    return fetch(url, { ...init, headers: { ...own, ...headers } });
  };
  (globalThis as { XMLHttpRequest?: unknown }).XMLHttpRequest = xhrAs(wire, headers, seen);
  const uploader = genUploader<FileRouter>({ url: `${wire.publicUrl}/api/uploadthing`, fetch: fetchAs });
  const options = (
    files: readonly File[],
    input: readonly AskedInput[],
    onProgress?: (progress: Progress) => void,
  ) => ({
    files: [...files],
    input: input as never,
    headers: { "x-chancery-csrf": "1" },
    ...(onProgress && { onUploadProgress: onProgress }),
  });
  return {
    seen,
    fetch: fetchAs,
    send: (files: readonly File[], input: readonly AskedInput[]) => uploader.uploadFiles("file", options(files, input)),
    createUpload: (files: readonly File[], input: readonly AskedInput[], onProgress?: (progress: Progress) => void) =>
      uploader.createUpload("file", options(files, input, onProgress)),
  };
}

type Listener = (event: { readonly loaded: number }) => void;

/** What UploadThing's client uses of an XMLHttpRequest. */
function xhrAs(wire: Wire, always: Record<string, string>, seen: Seen[]) {
  return class {
    status = 0;
    statusText = "";
    response: unknown = null;
    responseType = "";
    readonly #headers: Record<string, string> = {};
    readonly #listeners: Record<string, Listener[]> = {};
    #path = "";
    #sent: ClientRequest | undefined;
    readonly upload = {
      addEventListener: (name: string, listener: Listener) => this.#listen(`upload-${name}`, listener),
    };

    open(_method: string, url: string) {
      this.#path = new URL(url, wire.publicUrl).href.slice(wire.publicUrl.length);
    }
    setRequestHeader(name: string, value: string) {
      this.#headers[name.toLowerCase()] = value;
    }
    addEventListener = (name: string, listener: Listener) => this.#listen(name, listener);
    abort() {
      this.#sent?.destroy();
      this.#sent = undefined;
    }
    send(form: FormData) {
      seen.push({ method: "PUT", path: this.#path.split("?", 1)[0]!, range: this.#headers["range"] });
      void this.#put(form.get("file") as File);
    }

    #listen(name: string, listener: Listener) {
      (this.#listeners[name] ??= []).push(listener);
    }
    #tell(name: string, loaded = 0) {
      for (const listener of this.#listeners[name] ?? []) listener({ loaded });
    }
    async #put(file: File) {
      const [head, tail] = partAround(file.name);
      const sent = httpRequest(
        {
          host: "127.0.0.1",
          port: wire.port,
          method: "PUT",
          path: this.#path,
          headers: {
            ...this.#headers,
            ...always,
            host: new URL(wire.publicUrl).host,
            "content-type": `multipart/form-data; boundary=${boundary}`,
            "content-length": head.length + file.size + tail.length,
          },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          answer.on("end", () => {
            if (this.#sent !== sent) return;
            [this.status, this.statusText] = [answer.statusCode ?? 0, answer.statusMessage ?? ""];
            this.response = JSON.parse(Buffer.concat(chunks).toString()) as unknown;
            this.#tell("load");
          });
        },
      );
      this.#sent = sent;
      sent.on("error", () => this.#sent === sent && this.#tell("error"));
      sent.write(head);
      let loaded = 0;
      for await (const chunk of file.stream() as unknown as AsyncIterable<Uint8Array>) {
        if (sent.destroyed) return;
        loaded += chunk.length;
        if (!sent.write(chunk))
          await new Promise((resolve) => (sent.once("drain", resolve), sent.once("close", resolve)));
        this.#tell("upload-progress", loaded);
      }
      sent.end(tail);
    }
  };
}

const boundary = "----WebKitFormBoundaryChancery0";
/** What a browser puts around the one file of a form. */
export const partAround = (fileName: string, name = "file"): readonly [head: Buffer, tail: Buffer] => [
  Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${fileName.replaceAll('"', "%22")}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
  ),
  Buffer.from(`\r\n--${boundary}--\r\n`),
];
export const multipartType = `multipart/form-data; boundary=${boundary}`;
