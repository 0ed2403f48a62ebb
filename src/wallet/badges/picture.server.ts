import { deflateSync } from 'node:zlib';
import { pngChunk, pngOf } from './png.ts';
import { SHAPES, SIZE, type Point, type Shape } from './seal-shapes.ts';

const CENTER = SIZE / 2;
const BYTES_A_PIXEL = 4;

/** How far outside a shape a point lies; negative inside. */
function distance(shape: Shape, [x, y]: Point): number {
  switch (shape.kind) {
    case 'seal': {
      const turn = Math.atan2(y - CENTER, x - CENTER);
      return Math.hypot(x - CENTER, y - CENTER) - shape.radius - shape.wave * Math.cos(shape.scallops * turn);
    }
    case 'ring':
      return Math.abs(Math.hypot(x - CENTER, y - CENTER) - shape.radius) - shape.width / 2;
    case 'box': {
      const { left, top, right, bottom, round } = shape;
      const dx = Math.abs(x - (left + right) / 2) - (right - left) / 2 + round;
      const dy = Math.abs(y - (top + bottom) / 2) - (bottom - top) / 2 + round;
      return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - round;
    }
    case 'line': {
      const [[x1, y1], [x2, y2]] = [shape.from, shape.to];
      const [dx, dy] = [x2 - x1, y2 - y1];
      const along = Math.min(Math.max(((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy), 0), 1);
      return Math.hypot(x - x1 - along * dx, y - y1 - along * dy) - shape.width / 2;
    }
  }
}

const partsOf = (color: string): number[] =>
  [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));

/** Red, green, blue and how opaque, 0 to 255, at the middle of a pixel. Edges are smooth over one pixel. */
function pixel(point: Point, painted: readonly { shape: Shape; color: number[] }[]): number[] {
  let [rgb, opaque] = [[0, 0, 0], 0];
  for (const { shape, color } of painted) {
    const cover = Math.min(Math.max(0.5 - distance(shape, point), 0), 1);
    if (cover === 0) continue;
    const all = cover + opaque * (1 - cover);
    rgb = rgb.map((old, i) => (color[i]! * cover + old * opaque * (1 - cover)) / all);
    opaque = all;
  }
  return [...rgb, opaque * 255].map(Math.round);
}

let drawn: Uint8Array | null = null;

/** The seal as a PNG of 400 by 400, drawn once. It has no words: they are in the badge that is put into it. */
export function drawnPng(): Uint8Array {
  if (drawn) return drawn;
  const painted = SHAPES.map((shape) => ({ shape, color: partsOf(shape.color) }));
  const rows = new Uint8Array(SIZE * (1 + SIZE * BYTES_A_PIXEL));
  for (let y = 0, at = 0; y < SIZE; y++) {
    at++; // each row begins with its filter: none
    for (let x = 0; x < SIZE; x++, at += BYTES_A_PIXEL) rows.set(pixel([x + 0.5, y + 0.5], painted), at);
  }
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, SIZE);
  view.setUint32(4, SIZE);
  head.set([8, 6], 8); // 8 bits for each of red, green, blue and opacity
  drawn = pngOf([pngChunk('IHDR', head), pngChunk('IDAT', deflateSync(rows, { level: 9 }))]);
  return drawn;
}
