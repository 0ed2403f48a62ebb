// The hidden world is the same in a browser: the code that makes it, bundled as it is, makes the digests that it makes here.
import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { expect, test } from 'vitest';
import { toldFrom } from '../../src/laboratory/world/testing/tell.server.ts';
import { probe } from '../../src/laboratory/world/testing/probe.ts';
import { openBrowser } from './testing/visitor.ts';

const ROOT = join(import.meta.dirname, '../..');

test('Chromium makes the same world and finds the same numbers in it', { timeout: 60_000 }, async () => {
  const bundled = build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      lib: { entry: join(ROOT, 'src/laboratory/world/testing/probe.ts'), formats: ['iife'], name: 'world' },
    },
  });
  const [made, browser] = await Promise.all([bundled, openBrowser()]);
  try {
    const [first] = [made].flat() as Rolldown.RolldownOutput[];
    const chunk = first!.output.find((o) => o.type === 'chunk')!;
    const page = await browser.newPage({ timezoneId: 'Pacific/Apia', locale: 'ar-EG' });
    await page.addScriptTag({ content: chunk.code });
    const told = toldFrom(join(ROOT, 'content'));
    const there = await page.evaluate(
      (given) => (globalThis as unknown as { world: { probe: typeof probe } }).world.probe(given, '7'),
      told,
    );
    expect(there).toEqual(probe(told, '7'));
  } finally {
    await browser.close();
  }
});
