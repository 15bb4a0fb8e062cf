// The thread that says how hard one password is to guess, and ends. It may be ended at any moment.
import { parentPort, workerData } from "node:worker_threads";
import { whyGuessable } from "@chancery/services/password-strength";

const { password, ownWords } = workerData as { readonly password: string; readonly ownWords: readonly string[] };
parentPort?.postMessage(whyGuessable(password, ownWords));
