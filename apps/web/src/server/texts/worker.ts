// The thread that reads what people wrote: one text in, how it is shown out. It may be ended at any moment.
import { parentPort } from "node:worker_threads";
import { renderText } from "./render-text.ts";

parentPort?.on("message", (text: string) => parentPort?.postMessage(renderText(text)));
parentPort?.postMessage("ready");
