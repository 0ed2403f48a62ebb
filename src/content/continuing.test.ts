import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { continuingOf } from './continuing.ts';
import { gaps } from './coverage.ts';
import { loadLibrary } from './library.server.ts';

const folder = mkdtempSync(join(tmpdir(), 'benchpath-content-'));
afterAll(() => rmSync(folder, { recursive: true }));
cpSync('content', folder, { recursive: true });

/** What is wrong with our content once one file of it says something else. */
function problemsWith(file: string, from: string, to: string): string[] {
  const path = join(folder, 'continuing', file);
  const was = readFileSync(path, 'utf8');
  expect(was).toContain(from);
  writeFileSync(path, was.replace(from, to));
  const { problems } = loadLibrary(folder);
  writeFileSync(path, was);
  return problems.map((p) => `${p.file}:${p.path}: ${p.message}`);
}

describe('a rule of continuing education', () => {
  test.each([
    ['a key nobody knows', 'us-ca.yaml', 'unit: contact-hour', 'unit: contact-hour\nhours: 24', /Unrecognized key.*hours/],
    ['a holder nobody knows', 'us-ca.yaml', 'us-ca-mlt,', 'us-ca-mtl,', /names us-ca-mtl, which is not on file/],
    ['a holder under two rules', 'us-hi.yaml', 'us-hi-mlt,', 'us-hi-mlt, us-ca-mlt,', /names us-ca-mlt, which stands under us-(ca|hi) too/],
    ['a body nobody knows', 'nha.yaml', 'of: nha', 'of: nah', /names nah, which is not on file/],
    ['a figure for somebody else', 'us-ca.yaml', '  us-ca-cls-limited: {', '  us-ca-lpt: {', /names us-ca-lpt, which is not among its holders/],
    ['a claim without a source', 'us-ca.yaml', 'lapsed: { value: { hours: 12, months: 12 }, cite: [ca-cdph-renewal]', 'lapsed: { value: { hours: 12, months: 12 }', /needs a citation/],
    ['a source nobody knows', 'us-tn.yaml', 'cite: [tn-12, tn-board-ce]', 'cite: [tn-13]', /cites tn-13/],
    ['a subject outside the vocabulary', 'us-la.yaml', '[laboratory, law, teaching, safety]', '[laboratory, luck]', /continuing\/us-la.yaml:accepts.subjects.value.1/],
    ['the same need twice', 'us-fl.yaml', 'areas: [florida-law]', 'areas: [hiv-aids]', /asks twice for hiv-aids/],
    ['a need for hours that are not accepted', 'us-tn.yaml', 'accepts:\n', 'areas: [{ areas: [hiv-aids], least: { value: 1, cite: [tn-12], confidence: likely } }]\naccepts:\n', /asks for hours that the rule does not accept/],
  ])('%s is a problem', (_name, file, from, to, expected) => {
    expect(problemsWith(file, from, to).join('\n')).toMatch(expected);
  }); // prettier-ignore

  test('each stands where coverage says, and finds its rule by the holder', () => {
    const { library } = loadLibrary('content');
    expect(gaps(library, library.coverage!).filter((g) => g.what === 'continuing education')).toEqual([]);
    expect(continuingOf(library, 'ascp-bb')?.id).toBe('ascp-cmp');
    expect(continuingOf(library, 'us-ca-lpt')?.id).toBe('us-ca-phlebotomy');
    expect(continuingOf(library, 'aab-mlt')).toBe(null);
  });

  test('every license and certification that names a number of hours or points stands under a rule', () => {
    const { library } = loadLibrary('content');
    const named = [...library.credentials.values(), ...library.licenses.values()].filter(
      (e) => e.renewal?.ceHours ?? e.renewal?.points,
    );
    const ids = named.flatMap((e) => ('members' in e && e.members.length > 0 ? e.members.map((m) => m.id) : [e.id]));
    expect(ids.length).toBeGreaterThan(25);
    expect(ids.filter((id) => continuingOf(library, id) === null)).toEqual([]);
  });
});
