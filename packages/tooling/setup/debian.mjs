// Installs Debian packages where we may: as root, on a system with apt-get.
import { run, which } from "./run.mjs";
import { step } from "./say.mjs";

const unattended = { DEBIAN_FRONTEND: "noninteractive" };
let isListFresh = false;

export const canInstallDebianPackages = () => process.getuid?.() === 0 && which("apt-get") !== undefined;

/** Refuses with ProgramFailed when apt-get does. */
export async function installDebianPackages(names, purpose) {
  await step(`installing Debian packages ${names.join(", ")} (${purpose})`, async () => {
    if (!isListFresh) await run("apt-get", ["update", "-q"], { env: unattended });
    isListFresh = true;
    await run("apt-get", ["install", "-y", "-q", "--no-install-recommends", ...names], { env: unattended });
  });
}

/** Leaves the program on PATH; refuses, naming it, where it is missing and may not be installed. */
export async function ensureProgram(name, purpose) {
  if (which(name) !== undefined) return;
  if (!canInstallDebianPackages()) throw new Error(`${name} is missing (${purpose}): install it and run this again`);
  await installDebianPackages([name], purpose);
}
