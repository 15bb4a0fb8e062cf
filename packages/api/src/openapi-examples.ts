// Examples for the main journey: a version is pushed, measured, asked for, voted on and resolved. A test holds each against its schema.

import { builtInStages, Stages } from "@chancery/core";

type Example = { readonly body?: object; readonly answer?: object };
const ids = {
  version: "01a2b3c4-0000-7000-8000-000000000001",
  upload: "01a2b3c4-0000-7000-8000-000000000002",
};
const digest = "9f2c1d0e".repeat(8);

export const examples: Readonly<Record<string, Example>> = {
  models_create: { body: { team: "speech", name: "silero-vad", description: "Tells speech from silence" } },
  versions_create: { body: { kind: "files", label: "1.4.0", params: { learning_rate: "0.001" } } },
  uploads_begin: {
    body: { versionId: ids.version, path: "model.onnx", sizeBytes: 2_327_524, sha256: digest },
    answer: {
      id: ids.upload,
      versionId: ids.version,
      path: "model.onnx",
      sizeBytes: 2_327_524,
      sha256: digest,
      offset: 0,
      state: "receiving",
    },
  },
  evaluations_record: {
    body: { phase: "validation", metrics: [{ name: "recall", value: "0.94", direction: "higher" }] },
  },
  promotions_request: {
    body: {
      versionId: ids.version,
      stage: new Stages(builtInStages).release.id,
      reason: "Recall rises by two points, nothing falls",
    },
  },
  versions_resolve: {
    answer: {
      versionId: ids.version,
      number: 4,
      manifestDigest: digest,
      resolvedAt: "2026-11-30T12:00:00.000Z",
      team: "speech",
      name: "silero-vad",
      state: "sealed",
    },
  },
};
