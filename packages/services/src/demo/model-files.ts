// Small files in the safetensors format, made deterministically: models to show, not to run.
import { createHash } from "node:crypto";

export type ModelFile = { readonly path: string; readonly content: Uint8Array };

type Tensors = Readonly<Record<string, readonly number[]>>;

/** A well-formed safetensors file (8-byte length, JSON header, F32 data) whose numbers follow from `seed` alone. */
export function safetensors(seed: string, tensors: Tensors): Uint8Array {
  let offset = 0;
  const entries = Object.entries(tensors).map(([name, shape]) => {
    const bytes = 4 * shape.reduce((product, size) => product * size, 1);
    const entry = { dtype: "F32", shape, data_offsets: [offset, offset + bytes] };
    offset += bytes;
    return [name, entry] as const;
  });
  const text = JSON.stringify({ __metadata__: { format: "pt", seed }, ...Object.fromEntries(entries) });
  const header = Buffer.from(text.padEnd(Math.ceil(text.length / 8) * 8, " "));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, numbersFrom(seed, offset)]);
}

/** Finite floats between −1 and 1, from a hash in counter mode. */
function numbersFrom(seed: string, sizeBytes: number): Buffer {
  const data = Buffer.alloc(sizeBytes);
  for (let block = 0; block * 32 < sizeBytes; block++) {
    const noise = createHash("sha256").update(`${seed} ${block}`).digest();
    for (let at = 0; at < 32 && block * 32 + at < sizeBytes; at += 4)
      data.writeFloatLE(noise.readInt32LE(at) / 2 ** 31, block * 32 + at);
  }
  return data;
}

/** A model of a few layers with the configuration beside it. */
export function smallModel(
  seed: string,
  { layers, width }: { readonly layers: number; readonly width: number },
): readonly ModelFile[] {
  const names = Array.from({ length: layers }, (_, n) => `encoder.layers.${n}.weight`);
  const tensors = {
    ...Object.fromEntries(names.map((name) => [name, [width, width]])),
    "head.weight": [width, 2],
    "head.bias": [2],
  };
  const config = { architecture: "encoder", layers, width, seed };
  return [
    { path: "model.safetensors", content: safetensors(seed, tensors) },
    { path: "config.json", content: Buffer.from(`${JSON.stringify(config, null, 2)}\n`) },
  ];
}
