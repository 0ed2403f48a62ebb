import { expect, test } from 'vitest';
import { onceEach } from './lis.ts';
import { isSpent } from './quality/diagnosis.ts';
import { moved, oneVial, scattered } from './quality/picture.ts';
import type { SeenChannel } from '../shift/index.ts';

/** A channel whose last run lies so many SD from its means (100 ± 2 and 200 ± 4). */
const channel = (analyte: string, low: number, high: number, ...rules: string[]): SeenChannel =>
  ({
    analyzer: 'chem1',
    analyte,
    run: 3,
    means: { L1: { mean: 100, sd: 2 }, L2: { mean: 200, sd: 4 } },
    points: [
      { run: 3, at: 0, material: 'L1', value: 100 + 2 * low, counts: true },
      { run: 3, at: 0, material: 'L2', value: 200 + 4 * high, counts: true },
    ],
    flags: rules.map((rule) => ({ run: 3, rule, materials: ['L1'] })),
  }) as unknown as SeenChannel;

test('scatter is out in both directions; exactly two SD is not out', () => {
  expect(scattered([channel('k', 2.1, -2.1)])).toBe(true);
  expect(scattered([channel('k', 2, -2)])).toBe(false);
  expect(scattered([channel('k', 3.5, 2.5)])).toBe(false);
  expect(scattered([channel('k', 3.2, 0), channel('na', 0, -3.2)])).toBe(true);
});

test('a vial is one level, three analytes at least, one factor, and the other level in', () => {
  const low = (z: number, other = 0) => ['na', 'k', 'cl'].map((a) => channel(a, z, other));
  expect(oneVial(low(-5))).toBe('L1');
  expect(oneVial(low(-5, 3))).toBe('L1');
  expect(oneVial(low(-5, 3.1)), 'the other level is out too').toBeNull();
  expect(oneVial(low(-1.9)), 'less than four percent').toBeNull();
  expect(oneVial(low(-5).slice(1)), 'two analytes say nothing').toBeNull();
  expect(oneVial([...low(-5), channel('glu', 0, 0)]), 'one analyte of it is in').toBeNull();
});

test('a channel moved when all levels lie on one side, far out or for long', () => {
  expect(moved(channel('k', 3.2, 1.1))).toBe(true);
  expect(moved(channel('k', 3.2, 0.9))).toBe(false);
  expect(moved(channel('k', 0.8, 0.4, '10_x'))).toBe(true);
  expect(moved(channel('k', 0.8, -0.4, '10_x'))).toBe(false);
});

test('a reagent is spent after its date, or its hours on board; not at them', () => {
  const lot = {
    lot: 'A',
    opened: '2026-01-01T00:00:00Z',
    expires: '2026-01-31T00:00:00Z',
    hoursOnBoard: 240,
  };
  const at = (iso: string) => Date.parse(iso) / 1000;
  expect(isSpent(lot, at('2026-01-11T00:00:00Z'))).toBe(false);
  expect(isSpent(lot, at('2026-01-11T00:00:01Z'))).toBe(true);
  const long = { ...lot, hoursOnBoard: 2400 };
  expect(isSpent(long, at('2026-01-31T00:00:00Z'))).toBe(false);
  expect(isSpent(long, at('2026-01-31T00:00:01Z'))).toBe(true);
});

test('a message is mended by leaving out what stands twice word for word, and nothing else', () => {
  const one = 'OBR|1||""|2823-3^^LN\rORC|SC\rOBX|1|NM|2823-3^^LN|1|4.2|mmol/L';
  const again = one.replace('OBR|1', 'OBR|2');
  const other = one.replace('4.2', '4.9');
  const message = (...groups: string[]) => ['MSH|x', 'SPM|1|A1', ...groups, ''].join('\r');
  expect(onceEach(message(one, again))).toBe(message(one));
  expect(onceEach(message(one, other))).toBe(message(one, other));
  expect(onceEach(message(one))).toBe(message(one));
});
