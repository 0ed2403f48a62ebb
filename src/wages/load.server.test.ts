import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { figure } from './index.ts';
import { loadWages } from './load.server.ts';
import { loaded, sources, tables } from './testing/tables.server.ts';

test('everything on file can be read, and every citation is a source', () => {
  expect(loaded.problems).toEqual([]);
});

test('as many rows as the tables hold', () => {
  const counts = Object.fromEntries(Object.entries(tables.rows).map(([id, rows]) => [id, rows.length]));
  expect(counts).toEqual({
    national: 54, states: 102, 'states-reprinted': 83, metros: 13, sectors: 36, industries: 27, projections: 18,
    'parity-states': 51, 'parity-metros': 386,
  }); // prettier-ignore
});

test('percentiles rise in every row, and states agree with the nation', () => {
  for (const row of [...tables.rows.national, ...tables.rows.sectors]) {
    const steps = [row.annualP10, row.annualP25, row.annualMedian, row.annualP75, row.annualP90].filter(
      (n) => n !== null,
    );
    expect(steps, `${row.period} ${row.soc}`).toEqual([...steps].sort((a, b) => a - b));
  }
  const jobs = tables.rows.states
    .filter((r) => r.soc === '29-2010')
    .reduce((sum, r) => sum + r.employment!, 0);
  expect(jobs).toBe(343270);
  expect(tables.rows.states.filter((r) => r.soc === '31-9097' && r.median === null)).toHaveLength(9);
});

test('the ratios of the split are what they say they are', () => {
  expect(Number((38970 / 50550).toFixed(3))).toBe(figure(tables, 'technician-over-combined')!.value);
  expect(Number((60520 / 50550).toFixed(3))).toBe(figure(tables, 'technologist-over-combined')!.value);
});

test('the figures by year agree with the national table', () => {
  for (const year of [2015, 2024, 2025]) {
    const row = tables.rows.national.find((r) => r.soc === '29-2010' && r.period === `${year}-05`)!;
    const on = (id: string) => figure(tables, `${id}-${year}`)!.value;
    expect([on('median'), on('mean'), on('jobs')]).toEqual([
      row.annualMedian,
      row.annualMean,
      row.employment,
    ]);
  }
});

test('what nobody could find has no value and no source', () => {
  for (const id of [
    'differential-nights',
    'ascp-hourly-tables',
    'tuition-mlt-programs',
    'accredited-list',
    'projections-2023-33',
  ])
    expect(figure(tables, id)).toMatchObject({ value: null, cite: [], confidence: 'unverified' });
});

test('a wrong file gives a problem with its line and does not throw', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wages-'));
  try {
    cpSync('content/wages', folder, { recursive: true });
    const csv = readFileSync(join(folder, 'states.csv'), 'utf8').split('\n');
    csv[2] = csv[2]!.replace('700', 'many');
    csv[3] = '2024-05,AZ';
    writeFileSync(join(folder, 'states.csv'), csv.join('\n'));
    rmSync(join(folder, 'metros.csv'));
    const { problems } = loadWages(folder, sources);
    expect(problems.map((p) => `${p.file}:${p.line} ${p.message}`)).toEqual(
      expect.arrayContaining([
        'states.csv:3 many is not a number',
        'states.csv:4 2 cells where the header has 8',
        'metros.csv:0 no such file',
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
  expect(loadWages('no/such/folder', sources).problems.length).toBeGreaterThan(0);
  expect(loadWages('content/wages', new Set()).problems[0]!.message).toMatch(/not in sources/);
});
