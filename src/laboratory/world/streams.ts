import { sha256 } from '#kernel/digest.ts';
import { normalQuantile } from './arithmetic.ts';

/**
 * A named source of chance. The k-th number of a stream depends on the seed, the stream's path and k alone, so that one tube
 * more, or a repeat, never changes any other number.
 */
export type Stream = { readonly path: string; readonly high: number; readonly low: number };

export function streamOf(seed: string, ...names: (string | number)[]): Stream {
  const path = [seed, ...names].join('/');
  const digest = sha256(path);
  return { path, high: parseInt(digest.slice(0, 8), 16), low: parseInt(digest.slice(8, 16), 16) };
}

export const under = (stream: Stream, ...names: (string | number)[]): Stream =>
  streamOf(stream.path, ...names);

/** The k-th number of a stream, strictly between 0 and 1, with 53 bits. */
export function uniform(stream: Stream, k: number): number {
  const [a, b] = philox([k >>> 0, Math.floor(k / 0x1_0000_0000) >>> 0, 0, 0], [stream.high, stream.low]);
  return ((a >>> 5) * 67_108_864 + (b >>> 6) + 0.5) / 9_007_199_254_740_992;
}

/** The k-th standard normal number of a stream. */
export const normal = (stream: Stream, k: number): number => normalQuantile(uniform(stream, k));

/** The k-th whole number of a stream from 0 to below n. */
export const below = (stream: Stream, k: number, n: number): number => Math.floor(uniform(stream, k) * n);

/** One of a list. */
export const pick = <T>(stream: Stream, k: number, list: readonly T[]): T =>
  list[below(stream, k, list.length)]!;

type Words = readonly [number, number, number, number];

/** Philox4x32-10: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11 (2011). */
export function philox(counter: Words, key: readonly [number, number]): Words {
  let [a, b, c, d] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < 10; round++) {
    const highA = multiplyHigh(0xd2511f53, a);
    const lowA = Math.imul(0xd2511f53, a);
    const highC = multiplyHigh(0xcd9e8d57, c);
    const lowC = Math.imul(0xcd9e8d57, c);
    a = (highC ^ b ^ k0) >>> 0;
    b = lowC >>> 0;
    c = (highA ^ d ^ k1) >>> 0;
    d = lowA >>> 0;
    k0 = (k0 + 0x9e3779b9) >>> 0;
    k1 = (k1 + 0xbb67ae85) >>> 0;
  }
  return [a, b, c, d];
}

/** The upper 32 bits of the product of two 32-bit numbers. */
function multiplyHigh(x: number, y: number): number {
  const [xh, xl, yh, yl] = [x >>> 16, x & 0xffff, y >>> 16, y & 0xffff];
  const middle = xh * yl + ((xl * yl) >>> 16);
  const other = (middle % 0x10000) + xl * yh;
  return xh * yh + Math.floor(middle / 0x10000) + Math.floor(other / 0x10000);
}
