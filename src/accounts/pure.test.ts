import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deviceOf, passwordProblem, readAddress, readName, shortName } from './index.ts';
import { networkOf, shortAddress } from './network.ts';

test('an address is kept in one form, and what is none is refused', () => {
  expect(readAddress('  Ana.B+lab@Example.ORG ')).toBe('ana.b+lab@example.org');
  const bad = [
    '',
    'ana',
    'ana@',
    '@x.org',
    'a b@x.org',
    'a@x.org\nBcc: b@x.org',
    'a@x.org, b@x.org',
    '<a@x.org>',
  ];
  for (const text of [...bad, `${'a'.repeat(250)}@x.org`]) expect(readAddress(text), text).toBeNull();
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'binary' })), (text) => {
      const read = readAddress(text);
      if (read !== null) expect(readAddress(read)).toBe(read);
    }),
  );
});

test('a name is one line of at most 80 characters', () => {
  expect(readName('  Ana \n  Lovelace\t')).toBe('Ana Lovelace');
  expect(readName(' ')).toBe('');
  // A name that nobody can see or click, or that turns round what stands beside it.
  expect(readName('\u200b\u2060\u3164')).toBe('');
  expect(readName('Ana\u202e renwo')).toBe('Ana renwo');
  expect(readName('علی‌رضا'), 'Persian needs its joiner').toBe('علی‌رضا');
  expect(readName('x'.repeat(80))).toHaveLength(80);
  expect(readName('x'.repeat(81))).toBeNull();
  expect(shortName({ name: '', email: 'ana@x.org' })).toBe('ana');
  expect(shortName({ name: 'Ana', email: 'ana@x.org' })).toBe('Ana');
});

test('a password is measured, not judged by its kinds of character', () => {
  expect(passwordProblem('x'.repeat(9))).toContain('at least 10');
  expect(passwordProblem('correct horse '.repeat(20))).toContain('at most 256');
  for (const easy of ['aaaaaaaaaaaa', 'abcabcabcabc', 'ana.lovelace', 'Ana.Lovelace@x.org'])
    expect(passwordProblem(easy, 'ana.lovelace@x.org'), easy).toContain('easily guessed');
  expect(passwordProblem('correct horse battery', 'ana@x.org')).toBeNull();
  expect(passwordProblem('пароль из пяти слов')).toBeNull();
});

test('tries of one household are counted together', () => {
  expect(networkOf('192.0.2.7')).toBe('192.0.2.7');
  expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
  for (const same of [
    '2001:db8:1:2::7',
    '2001:DB8:1:2:a:b:c:d',
    '2001:0db8:0001:0002:0:0:0:1',
    '2001:db8:1:2::%eth0',
  ])
    expect(networkOf(same), same).toBe('2001:db8:1:2::/64');
  expect(networkOf('2001:db8:1:3::7')).not.toBe(networkOf('2001:db8:1:2::7'));
  expect(networkOf('::1')).toBe('0:0:0:0::/64');
  expect(networkOf('fe80::1')).toBe('fe80:0:0:0::/64');
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof networkOf(text) === 'string'));
});

test('a network address is shown short', () => {
  const short = [
    ['0000:0000:0000:0000:0000:0000:0000:0000', '::1'],
    ['2001:0db8:85a3:0000:0000:8a2e:0370:7334', '2001:db8:85a3::8a2e:370:7334'],
    ['203.0.113.7', '203.0.113.7'],
    ['unknown', 'unknown'],
    ['', ''],
  ];
  for (const [long = '', as] of short) expect(shortAddress(long)).toBe(as);
});

test('a browser is told in words', () => {
  const said = (userAgent: string) => deviceOf(`Mozilla/5.0 ${userAgent}`);
  expect(said('(Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36')).toBe(
    'Chrome on Windows',
  );
  expect(said('(Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0')).toBe(
    'Edge on Windows',
  );
  expect(said('(iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile/15E148 Safari/604.1')).toBe(
    'Safari on iPhone',
  );
  expect(said('(iPhone; CPU iPhone OS 18_5 like Mac OS X) CriOS/140.0 Safari/604.1')).toBe(
    'Chrome on iPhone',
  );
  expect(said('(Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36')).toBe(
    'Chrome on Android',
  );
  expect(said('(X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe('Firefox on Linux');
  expect([deviceOf(null), deviceOf(''), deviceOf('curl/8')]).toEqual(['A browser', 'A browser', 'A browser']);
});
