// How Next builds the portal: no optimiser, no telemetry, no work outside this repository.
import path from "node:path";
import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  productionBrowserSourceMaps: false,
  transpilePackages: ["@chancery/core"],
  typescript: { ignoreBuildErrors: true }, // `pnpm check` is the gate for types; a start from a clone need not pay twice
  turbopack: { root: path.join(import.meta.dirname, "../..") },
};

export default config;
