// The status of a page's answer, settable by the page while it renders: Next itself knows only 200 and its error shells,
// whose body is empty until scripts run.
import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";
import { unavailableSeconds } from "@chancery/core";

const answers = new AsyncLocalStorage<ServerResponse>();

/** Renders within reach of `answerWith`. */
export const answering = <T>(response: ServerResponse, render: () => T): T => answers.run(response, render);

/** Gives the page being rendered its status, a 503 with when to ask again; too late once its first byte is sent. */
export function answerWith(status: number): void {
  const response = answers.getStore();
  if (!response || response.headersSent) return;
  response.statusCode = status;
  if (status === 503) response.setHeader("Retry-After", String(unavailableSeconds));
}
