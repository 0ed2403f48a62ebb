import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, test, vi } from 'vitest';
import { isSealed, seal, unseal } from './sealing.server.ts';

// Each sealing and opening is dear on purpose, and the machine may be busy.
vi.setConfig({ testTimeout: 180_000 });

const WORDS = 'corréct horse battery';
const must = async (bytes: Buffer, words = WORDS): Promise<Buffer> => {
  const sealed = await seal(bytes, words);
  return 'sealed' in sealed ? sealed.sealed : Buffer.alloc(0);
};

test('what is sealed opens with its passphrase only, and pages go on being answered meanwhile', async () => {
  const bytes = Buffer.from('x'.repeat(200_000));
  const began = performance.now();
  let [held, last] = [0, began];
  const beat = setInterval(() => {
    held = Math.max(held, performance.now() - last);
    last = performance.now();
  }, 5);
  const sealed = await must(bytes);
  clearInterval(beat);
  const whole = performance.now() - began;
  expect(held, `of ${whole} ms nothing else was done for so many`).toBeLessThan(whole / 2);
  expect(isSealed(sealed)).toBe(true);
  expect(sealed.includes('xxxx')).toBe(false);
  expect(await unseal(sealed, WORDS)).toEqual({ opened: bytes });
  expect(await unseal(sealed, WORDS.normalize('NFD'))).toEqual({ opened: bytes });
  expect(await unseal(sealed, `${WORDS} `)).toEqual({ wrong: expect.stringContaining('passphrase is not') });
});

test('what is changed, cut, or no such file is told in a sentence', async () => {
  const sealed = await must(Buffer.from('hello'));
  const flipped = Buffer.from(sealed);
  flipped[flipped.length - 3]! ^= 1;
  for (const bad of [flipped, sealed.subarray(0, -5), sealed.subarray(0, 180)])
    expect(await unseal(bad, WORDS)).toEqual({
      wrong: expect.stringMatching(/damaged or cut|not sealed with/),
    });
  for (const bad of [Buffer.alloc(0), Buffer.alloc(50), Buffer.from('PK')])
    expect(await unseal(bad, WORDS)).toEqual({ wrong: expect.stringContaining('no encrypted backup') });
  const text = sealed.toString('latin1');
  for (const work of ['19', '30', '999'])
    expect(await unseal(Buffer.from(text.replace(/ 18\n/, ` ${work}\n`), 'latin1'), WORDS)).toEqual({
      wrong: expect.stringContaining('more work'),
    });
  const age = new Encrypter();
  age.addRecipient(await identityToRecipient(await generateX25519Identity()));
  const other = Buffer.from(await age.encrypt('hello'));
  expect(await unseal(other, WORDS)).toEqual({
    wrong: expect.stringContaining('not sealed with a passphrase'),
  });
});

test('of many at once each has its turn, or is told to come again', async () => {
  const all = await Promise.all(Array.from({ length: 7 }, () => seal(Buffer.from('x'), WORDS)));
  expect(all.filter((one) => 'sealed' in one)).toHaveLength(4);
  expect(all.filter((one) => 'wrong' in one)).toHaveLength(3);
});

const age = spawnSync('age', ['--version']).status === 0;
// The tool asks at a terminal, which `script` (util-linux) plays for it.
test.runIf(age)('the age tool opens it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'benchpath-age-'));
  try {
    writeFileSync(join(folder, 'a.age'), await must(Buffer.from('hello'), 'a plain passphrase'));
    const { stdout } = spawnSync(
      'script',
      ['-qec', `age -d -o ${join(folder, 'out')} ${join(folder, 'a.age')}`, '/dev/null'],
      { input: 'a plain passphrase\n', timeout: 20_000 },
    );
    expect(readFileSync(join(folder, 'out'), 'utf8'), String(stdout)).toBe('hello');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
