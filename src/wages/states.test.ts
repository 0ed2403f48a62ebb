import { expect, test } from 'vitest';
import { SOC, adjusted, statePay } from './index.ts';
import { tables } from './testing/tables.server.ts';

test('every state once, by name, with the median at national prices as `adjusted` gives it', () => {
  const rows = statePay(tables, SOC.laboratory);
  expect(rows).toHaveLength(51);
  expect(rows[0]!.name).toBe('Alabama');
  const ca = rows.find((r) => r.state === 'CA')!;
  expect(ca.real).toBe(adjusted(tables, 'CA', ca.median!).usdPerYear);
});

test('what was not read stays null', () => {
  expect(statePay(tables, SOC.phlebotomist).find((r) => r.state === 'CA')).toMatchObject({
    median: null,
    real: null,
    prices: 112.581,
  });
});
