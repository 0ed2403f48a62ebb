import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exp, ln, log10, normalQuantile, power } from './arithmetic.ts';
import { below, normal, philox, streamOf, under, uniform } from './streams.ts';

test('Philox gives the numbers its authors published', () => {
  const hex = (words: readonly number[]) => words.map((w) => w.toString(16).padStart(8, '0')).join(' ');
  expect(hex(philox([0, 0, 0, 0], [0, 0]))).toBe('6627e8d5 e169c58d bc57ac4c 9b00dbd8');
  const f = 0xffffffff;
  expect(hex(philox([f, f, f, f], [f, f]))).toBe('408f276d 41c83b0e a20bc7c6 6d5451fd');
  expect(hex(philox([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0]))).toBe(
    'd16cfe09 94fdcceb 5001e420 24126ea1',
  );
});

test('logarithm and exponential agree with the platform', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-30, max: 1e30, noNaN: true }), (x) => {
      expect(ln(x)).toBeCloseTo(Math.log(x), 12);
      expect(exp(ln(x)) / x).toBeCloseTo(1, 12);
      expect(log10(x)).toBeCloseTo(Math.log10(x), 12);
    }),
  );
  fc.assert(
    fc.property(fc.double({ min: -40, max: 40, noNaN: true }), (x) => {
      expect(exp(x) / Math.exp(x)).toBeCloseTo(1, 13);
    }),
  );
  expect(power(2, 10)).toBeCloseTo(1024, 10);
  expect([ln(0), exp(-1000), exp(1000)]).toEqual([-Infinity, 0, Infinity]);
});

test('the normal quantile gives published digits and is symmetric', () => {
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
  expect(normalQuantile(1e-10)).toBeCloseTo(-6.361340902404056, 12);
  expect(normalQuantile(0.9999)).toBeCloseTo(3.71901648545568, 12);
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 0.5, noNaN: true }), (p) => {
      expect(normalQuantile(p) + normalQuantile(1 - p)).toBeCloseTo(0, 6);
    }),
  );
});

test('a stream is even, normal where asked, and knows nothing of its neighbors', () => {
  const s = streamOf('7', 'patient', 1);
  const n = 20_000;
  const u = Array.from({ length: n }, (_, k) => uniform(s, k));
  const cells = Array.from({ length: 20 }, () => 0);
  for (const x of u) cells[Math.floor(x * 20)]! += 1;
  const chi = cells.reduce((sum, c) => sum + (c - n / 20) ** 2 / (n / 20), 0);
  expect(chi).toBeLessThan(45); // 19 degrees of freedom: 45 is beyond 1 in 1,000
  const z = Array.from({ length: n }, (_, k) => normal(s, k));
  const mean = z.reduce((a, b) => a + b) / n;
  const variance = z.reduce((a, b) => a + (b - mean) ** 2, 0) / n;
  expect(Math.abs(mean)).toBeLessThan(0.03);
  expect(variance).toBeCloseTo(1, 1);
  const other = Array.from({ length: n }, (_, k) => normal(streamOf('7', 'patient', 2), k));
  const covariance = z.reduce((a, b, k) => a + b * other[k]!, 0) / n;
  expect(Math.abs(covariance)).toBeLessThan(0.03);
  const next = z.slice(1).reduce((a, b, k) => a + b * z[k]!, 0) / n;
  expect(Math.abs(next)).toBeLessThan(0.03);
});

test('a name is a stream of its own, and a number is the same however it is reached', () => {
  expect(under(streamOf('7', 'a'), 'b', 2)).toEqual(streamOf('7', 'a', 'b', 2));
  expect(uniform(streamOf('7', 'a'), 3)).not.toBe(uniform(streamOf('8', 'a'), 3));
  fc.assert(
    fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 1000 }), (k, n) => {
      const x = below(streamOf('9'), k, n);
      expect(x >= 0 && x < n && Number.isInteger(x)).toBe(true);
    }),
  );
});
