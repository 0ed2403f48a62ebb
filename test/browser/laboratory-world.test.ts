// The hidden world, and a whole shift in it, are the same in a browser: the code, bundled as it is, comes to the same digests.
import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { probe as play, written } from '../../src/laboratory/scoring/testing/probe.ts';
import { LABORATORY, scenario } from '../../src/laboratory/shift/testing/laboratory.server.ts';
import { toldFrom } from '../../src/laboratory/world/testing/tell.server.ts';
import { probe } from '../../src/laboratory/world/testing/probe.ts';
import { openBrowser } from './testing/visitor.ts';

const ROOT = join(import.meta.dirname, '../..');
let browser: Awaited<ReturnType<typeof openBrowser>>;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** A page far away in time and language that holds what one file of ours exports. */
async function pageWith(entry: string) {
  const made = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    build: { write: false, minify: true, lib: { entry: join(ROOT, entry), formats: ['iife'], name: 'ours' } },
  });
  const [first] = [made].flat() as Rolldown.RolldownOutput[];
  const chunk = first!.output.find((o) => o.type === 'chunk')!;
  const page = await browser.newPage({ timezoneId: 'Pacific/Apia', locale: 'ar-EG' });
  await page.addScriptTag({ content: chunk.code });
  return page;
}

test('Chromium makes the same world and finds the same numbers in it', { timeout: 60_000 }, async () => {
  const page = await pageWith('src/laboratory/world/testing/probe.ts');
  const told = toldFrom(join(ROOT, 'content'));
  const there = await page.evaluate(
    (given) => (globalThis as unknown as { ours: { probe: typeof probe } }).ours.probe(given, '7'),
    told,
  );
  expect(there).toEqual(probe(told, '7'));
});

test('Chromium plays the same shift to the same state', { timeout: 60_000 }, async () => {
  const page = await pageWith('src/laboratory/scoring/testing/probe.ts');
  const told = written({
    catalog: LABORATORY.catalog,
    population: LABORATORY.population,
    scenario: scenario('two-tubes-from-4-west'),
  });
  const there = await page.evaluate(
    (given) => (globalThis as unknown as { ours: { probe: typeof play } }).ours.probe(given, '4'),
    told,
  );
  expect(there).toEqual(play(told, '4'));
  expect(there.harm).toBe(0);
});
