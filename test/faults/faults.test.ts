// A short run of `npm run faults`.
import { expect, test, vi } from 'vitest';
import { isLost, SHORT, tableOf, trials, tried } from './table.ts';

// The first one may have to build the pages.
vi.setConfig({ testTimeout: 240_000 });

for (const trial of trials(SHORT))
  test(`nothing acknowledged is lost: ${trial.what}, ${trial.on}`, async () => {
    const row = await tried(trial);
    // What cannot be tried on this machine is said, here and in the table.
    if (row.found === null) return console.log(`${row.what}: ${row.note}`);
    expect(isLost(row), tableOf([row])).toBe(false);
    expect(row.found.acknowledged).toBeGreaterThan(0);
  });
