// Which Chancery this is, and the oldest client it still serves.
export { version } from "../../package.json";
export const oldestClient = "0.1.0";
