import type { Counted } from '../shift/index.ts';
import type { Evidence } from './evidence.ts';

// What the words of a film say to somebody who can read one.

export type Film = {
  /** Single platelets for each oil field; heaps of them in ten wider fields at the edge. */
  platelets: number;
  clumps: number;
  /** Of the single platelets, those as large as a small red cell. */
  large: number;
  redInHeaps: boolean;
  threads: boolean;
};

const mean = (of: readonly number[]): number => of.reduce((a, b) => a + b, 0) / Math.max(1, of.length);
const count = (pattern: RegExp, line: string): number => Number(pattern.exec(line)?.[1] ?? 0);

/** The last film of this specimen; null = nobody made one. */
export function filmOf(seen: Evidence): Film | null {
  const lines = seen.notes('slide').at(-1);
  if (!lines) return null;
  const fields = lines.filter((l) => !l.startsWith('Along the edge'));
  return {
    platelets: mean(fields.map((f) => count(/(\d+) single platelet/, f))),
    clumps: count(/^Along the edge.*?(\d+) clump/, lines.at(-1)!),
    large: mean(fields.map((f) => count(/(\d+) of them as large/, f))),
    redInHeaps: fields.some((f) => f.includes('irregular heaps')),
    threads: fields.some((f) => f.includes('threads')),
  };
}

/** Each look of a cell, and what it is called; the first that fits. */
const CALLED: readonly (readonly [RegExp, keyof Counted])[] = [
  [/color of the red cells/, 'nrbc'],
  [/very fine, even chromatin, with nucleoli/, 'other'],
  [/orange granules/, 'eos'],
  [/blue-black granules/, 'baso'],
  [/folded nucleus/, 'mono'],
  [/in lobes|horseshoe|kidney/, 'neut'],
  [/round nucleus|irregular outline/, 'lymph'],
];

/** The last differential counted of this specimen; null = nobody counted one. */
export function countedOf(seen: Evidence): Counted | null {
  const lines = seen.notes('differential').at(-1);
  if (!lines) return null;
  const counts: Counted = { neut: 0, lymph: 0, mono: 0, eos: 0, baso: 0, other: 0, nrbc: 0 };
  for (const line of lines) {
    const [, n, words] = /^(\d+) × (.*)$/.exec(line) ?? [];
    const kind = CALLED.find(([look]) => look.test(words ?? ''))?.[1] ?? 'other';
    counts[kind] += Number(n ?? 0);
  }
  return counts;
}

/** White cells that were counted. */
export const whiteOf = (counts: Counted): number =>
  counts.neut + counts.lymph + counts.mono + counts.eos + counts.baso + counts.other;
