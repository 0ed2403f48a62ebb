import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startScript } from '#server/testing/process.ts';
import { faultOf, migrate } from './index.server.ts';
import { agreeOnSecret, readSecret } from './secret.server.ts';
import { onEachDatabase } from './testing/each-database.server.ts';

const folders: string[] = [];
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'benchpath-secret-'));
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const each of folders.splice(0)) rmSync(each, { recursive: true });
});

const refusal = (act: () => unknown) => {
  try {
    return act();
  } catch (error) {
    return faultOf(error, 'the data folder')?.sentence;
  }
};

test('a secret is made once, for this account only, and leaves nothing half made', () => {
  const data = join(folder(), 'data');
  const secret = readSecret(data, {});
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(readSecret(data, {})).toBe(secret);
  expect(readSecret(folder(), {})).not.toBe(secret);
  expect(statSync(join(data, 'secret')).mode & 0o777).toBe(0o600);
  expect(readdirSync(data)).toEqual(['secret']);
});

test('processes that need the first secret at once all get the same', async () => {
  const data = folder();
  const script = `import { readSecret } from ${JSON.stringify(join(import.meta.dirname, 'secret.server.ts'))}; console.log(readSecret(${JSON.stringify(data)}, {}));`;
  const running = Array.from({ length: 6 }, () => startScript(['--input-type=module', '--eval', script]));
  const said = await Promise.all(
    running.map(async (each) => {
      expect((await each.ended).code, each.said()).toBe(0);
      return each.said().trim();
    }),
  );
  expect(new Set(said)).toEqual(new Set([readSecret(data, {})]));
});

test('the setting comes first, and writes no file', () => {
  const data = folder();
  const given = 'g'.repeat(32);
  expect(readSecret(data, { BENCHPATH_SECRET: given })).toBe(given);
  expect(existsSync(join(data, 'secret'))).toBe(false);
});

test('a secret that could be guessed, or was cut short, is refused and not replaced', () => {
  const data = folder();
  expect(refusal(() => readSecret(data, { BENCHPATH_SECRET: 'hush' }))).toContain('at least 32 characters');
  writeFileSync(join(data, 'secret'), 'half');
  const sentence = refusal(() => readSecret(data, {}));
  expect(sentence).toContain('cut short');
  expect(sentence).not.toContain('half');
  expect(readdirSync(data)).toEqual(['secret']);
});

onEachDatabase(({ open }) => {
  test('processes with different secrets do not use one database, unless the old secret is given up', async () => {
    const { db } = await (async () => {
      const database = await open();
      await migrate(database, () => new Date());
      return database;
    })();
    const [ours, theirs] = ['o'.repeat(43), 't'.repeat(43)];
    const first = await Promise.allSettled([agreeOnSecret(db, ours, false), agreeOnSecret(db, ours, false)]);
    expect(first.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    await expect(agreeOnSecret(db, theirs, false)).rejects.toThrow('another one');
    await agreeOnSecret(db, ours, false);
    await agreeOnSecret(db, theirs, true);
    await expect(agreeOnSecret(db, ours, false)).rejects.toThrow('another one');
    const rows = JSON.stringify(await db.selectFrom('installation').selectAll().execute());
    expect(rows).not.toContain(ours);
    expect(rows).not.toContain(theirs);
  });
});
