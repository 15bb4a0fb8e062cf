// Rewrites a PNG of Chromium's with a palette, at a third of its bytes. Where there are more than 256 colours, the
// lowest bits of each go, fewer than the comparison tells apart.
import { crc32 as crcOf, deflateSync, inflateSync } from "node:zlib";

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

/** `png` is what Chromium writes: 8 bits a channel, not interlaced. */
export function shrink(png) {
  const { width, height, channels, pixels } = read(png);
  for (let dropped = 0; dropped < 6; dropped += 1) {
    const found = indexed({ pixels, channels, dropped });
    if (found) return write({ width, height, ...found });
  }
  return png;
}

function read(png) {
  const parts = [];
  let head;
  for (let at = 8; at < png.length;) {
    const size = png.readUInt32BE(at);
    const kind = png.toString("latin1", at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + size);
    if (kind === "IHDR") head = { width: body.readUInt32BE(0), height: body.readUInt32BE(4), kind: body[9] };
    if (kind === "IDAT") parts.push(body);
    at += size + 12;
  }
  const channels = { 2: 3, 6: 4 }[head.kind];
  return { ...head, channels, pixels: unfilter(inflateSync(Buffer.concat(parts)), head.width * channels, channels) };
}

function unfilter(raw, stride, channels) {
  const rows = raw.length / (stride + 1);
  const out = Buffer.alloc(rows * stride);
  for (let row = 0; row < rows; row += 1) {
    const filter = raw[row * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const at = row * stride + x;
      const left = x < channels ? 0 : out[at - channels];
      const up = row === 0 ? 0 : out[at - stride];
      const corner = row === 0 || x < channels ? 0 : out[at - stride - channels];
      out[at] = raw[row * (stride + 1) + 1 + x] + predicted(filter, left, up, corner);
    }
  }
  return out;
}

function predicted(filter, left, up, corner) {
  if (filter < 4) return [0, left, up, (left + up) >> 1][filter];
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/** The place of each pixel's colour in a palette; undefined where the palette would overflow. */
function indexed({ pixels, channels, dropped }) {
  const colours = new Map();
  const places = Buffer.alloc(pixels.length / channels);
  for (let n = 0; n < places.length; n += 1) {
    const at = n * channels;
    const [red, green, blue] = [pixels[at] >> dropped, pixels[at + 1] >> dropped, pixels[at + 2] >> dropped];
    const key = (red << 16) | (green << 8) | blue;
    let place = colours.get(key);
    if (place === undefined) {
      if (colours.size === 256) return undefined;
      place = colours.size;
      colours.set(key, place);
    }
    places[n] = place;
  }
  const palette = Buffer.alloc(colours.size * 3);
  // The first pixel of each colour stands for all of it.
  for (let n = places.length - 1; n >= 0; n -= 1) pixels.copy(palette, places[n] * 3, n * channels, n * channels + 3);
  return { places, palette };
}

function write({ width, height, places, palette }) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (width + 1));
  for (let row = 0; row < height; row += 1) places.copy(rows, row * (width + 1) + 1, row * width, (row + 1) * width);
  const chunks = [chunk("IHDR", head), chunk("PLTE", palette), chunk("IDAT", deflateSync(rows, { level: 9 }))];
  return Buffer.concat([signature, ...chunks, chunk("IEND", Buffer.alloc(0))]);
}

function chunk(kind, body) {
  const named = Buffer.concat([Buffer.from(kind, "latin1"), body]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(body.length, 0);
  ends.writeUInt32BE(crcOf(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}
