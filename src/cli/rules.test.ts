import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { License } from '#content/index.ts';
import { loadLibrary } from '#content/library.server.ts';
import { mustDay } from '#kernel/dates.ts';
import { rulebook } from '#pathways/index.ts';
import { RulesCheckOutput, RulesDiffOutput, RulesListOutput, RulesStaleOutput } from './outputs.ts';
import { ruleChanges } from '#watch/index.ts';
import { benchpath, inside, root } from './testing/process.ts';
import { verdictChanges } from '#watch/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'benchpath-rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A copy of content/ with some texts replaced; each must stand there. */
function changed(
  name: string,
  edits: [file: string, before: string, after: string][],
  removed: string[] = [],
): string {
  const to = join(folder, name);
  cpSync(join(root, 'content'), to, { recursive: true });
  for (const [file, before, after] of edits) {
    const text = readFileSync(join(to, file), 'utf8');
    expect(text, `${file} no longer holds ${before}`).toContain(before);
    writeFileSync(join(to, file), text.replace(before, after));
  }
  for (const file of removed) rmSync(join(to, file));
  return to;
}

describe('rules', () => {
  test('list: every rule with its pathways', async () => {
    const [json, text] = await Promise.all([inside(['rules', 'list', '--json']), inside(['rules', 'list'])]);
    const { rules } = RulesListOutput.parse(JSON.parse(json.out));
    expect(rules.map((r) => r.id)).toEqual(
      expect.arrayContaining([
        'ascp-mlt',
        'amt-mls',
        'us-ca-mlt',
        'us-ny-technician',
        'clia-technical-consultant',
      ]),
    );
    for (const { id } of rules) expect(text.out).toContain(id);
  });

  test('show: requirements, fees, sources, whom to ask; the entry itself for programs', async () => {
    const [text, json] = await Promise.all([
      inside(['rules', 'show', 'us-ca-mlt']),
      inside(['rules', 'show', 'us-ca-mlt', '--json']),
    ]);
    expect(text.out).toContain('The California rule (rule)');
    expect(text.out).toContain('- 6 semester hours of chemistry (likely [ca-cdph-mlt, ca-cdph-mlt-old])');
    expect(text.out).toContain('Fee, application: $230, likely [ca-cpshr-mlt]');
    expect(text.out).toContain('Confirm with California Laboratory Field Services');
    expect(License.parse(JSON.parse(json.out)).id).toBe('us-ca-mlt');
  });

  test('stale: by the date', async () => {
    const [now, later] = await Promise.all([
      inside(['rules', 'stale', '--json']),
      inside(['rules', 'stale', '--json', '--on', '2028-01-01']),
    ]);
    expect(RulesStaleOutput.parse(JSON.parse(now.out)).stale).toEqual([]);
    const { stale, afterDays } = RulesStaleOutput.parse(JSON.parse(later.out));
    expect(stale.length).toBeGreaterThan(200);
    expect(stale.every((e) => e.days > afterDays)).toBe(true);
  });

  test('check: our own content is sound; a broken copy names file, line and place', async () => {
    const broken = changed('broken', [
      ['credentials/ascp-mlt.yaml', 'level: technician', 'levl: technician'],
      ['licenses/us-ca/us-ca-mlt.yaml', 'cite: [ca-bpc-1260-3, ca-cdph-mlt]', 'cite: [no-such-source]'],
    ]);
    const [sound, bad] = await Promise.all([
      inside(['rules', 'check', '--json']),
      inside(['rules', 'check', broken]),
    ]);
    expect(RulesCheckOutput.parse(JSON.parse(sound.out)).counts['credentials']).toBeGreaterThan(20);
    expect({ code: bad.code, out: bad.out }).toEqual({ code: 2, out: '' });
    expect(bad.err).toMatch(/credentials[/\\]ascp-mlt\.yaml:\d+.*levl/);
    expect(bad.err).toMatch(/us-ca-mlt\.yaml:14 .*cites no-such-source, which is not in sources/);
  });
});

describe('rules diff', () => {
  const diff = async (to: string, ...more: string[]) => {
    const { code, out, err } = await inside([
      'rules',
      'diff',
      join(root, 'content'),
      to,
      '--json',
      '--on',
      '2026-07-01',
      ...more,
    ]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return RulesDiffOutput.parse(JSON.parse(out));
  };
  const withExamples = ['--records', join(root, 'examples')];

  test('nothing changed, nobody touched', () => {
    const { library } = loadLibrary(join(root, 'content'));
    const book = rulebook(library);
    expect(ruleChanges(library, library, (id) => id)).toEqual([]);
    expect(
      verdictChanges(
        book,
        book,
        [{ name: 'nobody', record: { benchpath: 'record/1', education: [] } }],
        mustDay('2026-07-01'),
      ),
    ).toEqual([]);
  });

  test('fee, confidence and requirement: what changed in words, and for whom', async () => {
    const to = changed('changed', [
      ['credentials/ascp-mlt.yaml', 'value: 235', 'value: 250'],
      ['credentials/ascp-mlt.yaml', 'within: { years: 5 } }', 'within: { years: 7 } }'],
      [
        'licenses/us-ca/us-ca-mlt.yaml',
        'cite: [ca-cdph-mlt, ca-cdph-mlt-old]\n          confidence: likely',
        'cite: [ca-cdph-mlt, ca-cdph-mlt-old]\n          confidence: unverified',
      ],
    ]);
    const { rules, verdicts } = await diff(to, ...withExamples);
    expect(rules.map((r) => [r.id, r.change])).toEqual([
      ['ascp-mlt', 'changed'],
      ['us-ca-mlt', 'changed'],
    ]);
    const [mlt, ca] = rules;
    expect(mlt!.what).toEqual([
      {
        kind: 'requirement',
        pathway: 'route-1',
        what: expect.stringMatching(
          /^was: a completed medical.*last 5 years; now: a completed medical.*last 7 years$/,
        ),
      },
      { kind: 'fees', pathway: null, what: 'fees.application.value: 235 → 250' },
    ]);
    expect(ca!.what).toMatchObject([
      { kind: 'confidence', pathway: 'rule', what: expect.stringMatching(/likely → unverified$/) },
    ]);
    expect(verdicts).toContainEqual({
      record: 'mlt-lapsed.yaml',
      id: 'ascp-mlt',
      before: 'unmet',
      after: 'met',
      pathways: [{ id: 'route-1', before: 'unmet', after: 'met' }],
    });
    expect(verdicts).toContainEqual({
      record: 'texas-to-california.yaml',
      id: 'us-ca-mlt',
      before: 'met',
      after: 'unknown',
      pathways: [{ id: 'rule', before: 'met', after: 'unknown' }],
    });
    expect(verdicts.some((v) => v.record === 'school-leaver.yaml')).toBe(false);
  });

  test('a new pathway, a pathway that ends, a credential that is gone', async () => {
    const to = changed(
      'more',
      [
        [
          'credentials/ascp-pbt.yaml',
          '  - id: route-3\n    name: One year of work\n',
          '  - id: route-9\n    name: Anybody from school\n    cite: [s102]\n    confidence: likely\n    requirement:\n      degree: { level: high-school }\n\n  - id: route-3\n    name: One year of work\n    effective: { from: null, until: 2026-06-01 }\n',
        ],
        ['continuing/amt-ccp.yaml', 'amt-mdt, ', ''],
      ],
      ['credentials/amt-mdt.yaml'],
    );
    const { rules, verdicts } = await diff(to, ...withExamples);
    expect(rules).toMatchObject([
      { id: 'amt-mdt', change: 'removed' },
      {
        id: 'ascp-pbt',
        change: 'changed',
        what: expect.arrayContaining([
          expect.objectContaining({ kind: 'added', pathway: 'route-9' }),
          expect.objectContaining({
            kind: 'dates',
            pathway: 'route-3',
            what: 'effective.until: not known → 2026-06-01',
          }),
        ]),
      },
      { id: 'amt-ccp', type: 'continuing education', change: 'changed' },
    ]);
    const leaver = verdicts.filter((v) => v.record === 'school-leaver.yaml');
    expect(leaver).toContainEqual(expect.objectContaining({ id: 'ascp-pbt', after: 'met' }));
    expect(leaver).toContainEqual(expect.objectContaining({ id: 'amt-mdt', after: null }));
    expect(verdicts).toContainEqual(
      expect.objectContaining({
        record: 'phlebotomist.yaml',
        id: 'ascp-pbt',
        before: 'met',
        after: 'met',
        pathways: expect.arrayContaining([{ id: 'route-3', before: 'met', after: 'unmet' }]),
      }),
    );
  });

  test('for people', async () => {
    const to = changed('fee', [['credentials/ascp-mlt.yaml', 'value: 235', 'value: 250']]);
    const { out } = await benchpath(['rules', 'diff', 'content', to, ...withExamples]);
    expect(out).toContain(
      'changed credential ascp-mlt, Medical Laboratory Technician\n  fees.application.value: 235 → 250',
    );
    expect(out).toMatch(/verdicts change for 0 of \d+ records/);
  });

  test('a record that cannot be read refuses all', async () => {
    const records = mkdtempSync(join(folder, 'records-'));
    writeFileSync(join(records, 'a.yaml'), 'benchpath: record/1\nborn: [1]\n');
    const { code, out, err } = await inside(['rules', 'diff', 'content', 'content', '--records', records]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/a\.yaml:2 born: this is a list, not a number/);
  });
});
