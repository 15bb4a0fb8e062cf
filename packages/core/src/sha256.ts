// SHA-256 where there is no Node: node/sha256.ts takes its place where there is one ("imports" in package.json).
export { sha256 } from "@noble/hashes/sha2.js";
