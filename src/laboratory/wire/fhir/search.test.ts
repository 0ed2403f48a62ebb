import { parseSearchRequest } from '@medplum/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { check } from './check.ts';
import { readToken, writeToken } from './page.ts';
import { PARAMETERS } from './parameters.ts';
import { parseQuery, PREFIXES, type Query } from './query.ts';
import type { AnyResource } from './resource.ts';
import { search, type Kept } from './search.ts';
import { searchset } from './searchset.ts';
import { anyResult } from './testing/draw.ts';
import { spanOf } from './times.ts';
import { writeResult } from './write.ts';

const must = (type: string, text: string, lenient = false): Query => {
  const read = parseQuery(type, text, lenient);
  expect(read).not.toHaveProperty('problems');
  return (read as { query: Query }).query;
};
const refused = (type: string, text: string, lenient = false): string => {
  const read = parseQuery(type, text, lenient);
  return 'problems' in read ? read.problems.map((p) => p.problem).join('\n') : '';
};

const potassium: AnyResource = {
  resourceType: 'Observation',
  id: 'k1',
  meta: { lastUpdated: '2026-01-05T07:31:00.000Z' },
  identifier: [{ system: 'urn:acc', value: 'A,1' }],
  status: 'final',
  category: [{ coding: [{ system: 'urn:cat', code: 'laboratory' }] }],
  code: { coding: [{ system: 'http://loinc.org', code: '2823-3' }, { code: 'K' }] },
  subject: { reference: 'https://ehr.example/fhir/Patient/p1' },
  basedOn: [{ reference: 'ServiceRequest/w1' }],
  specimen: { reference: 'Specimen/s1/_history/2' },
  effectiveDateTime: '2026-01-05T06:30:00Z',
};
const finds = (text: string): boolean =>
  search(must('Observation', text), [{ resource: potassium, arrival: 1 }]).total === 1;

describe('one result, asked for in many ways', () => {
  test.each([
    '', '_id=k1', '_id=x,k1', 'identifier=A%5C,1', 'identifier=urn:acc|A%5C,1', 'identifier=urn:acc|', 'status=final',
    'status=preliminary,final', 'code=2823-3', 'code=http://loinc.org|2823-3', 'code=|K', 'category=laboratory',
    'patient=p1', 'patient=Patient/p1', 'patient=https://ehr.example/fhir/Patient/p1', 'subject=Patient/p1', 'subject=p1',
    'specimen=s1', 'specimen=Specimen/s1', 'based-on=ServiceRequest/w1', 'date=2026-01-05', 'date=2026', 'date=ge2026-01-05',
    'date=le2026-01-05T06:30:00Z', 'date=2026-01-05T01:30:00-05:00', 'date=2026-01-05T07:30:00+01:00', 'date=gt2026-01-04&date=lt2026-01-06',
    '_lastUpdated=gt2026-01-05T07:30:00Z', 'patient=p1&code=2823-3&status=final',
  ])('%j finds it', (text) => expect(finds(text)).toBe(true)); // prettier-ignore
  test.each([
    '_id=x', 'identifier=A,1', 'identifier=urn:other|', 'identifier=|A%5C,1', 'status=corrected', 'code=|2823-3', 'code=http://loinc.org|K',
    'patient=p2', 'subject=Group/p1', 'specimen=w1', 'based-on=CarePlan/w1', 'date=2026-01-06', 'date=gt2026-01-05T06:30:00Z',
    'date=lt2026-01-05T06:30:00Z', 'date=2026-01-05T06:30:00-05:00', 'patient=p1&patient=p2', 'patient=p1&status=corrected',
    '_lastUpdated=lt2026-01-05',
  ])('%j does not', (text) => expect(finds(text)).toBe(false)); // prettier-ignore
});

test.each([
  ['patient:exact=p1', 'modifier'],
  ['code:in=x', 'modifier'],
  ['patient:Patient=p1', 'modifier'],
  ['patiant=p1', 'no parameter'],
  ['_include=Observation:patient', 'no parameter'],
  ['toString=1', 'no parameter'],
  ['patient=', 'no value'],
  ['patient=,', 'no value'],
  ['patient=Group/p1', 'no id or reference'],
  ['date=ne2026-01-05', 'no date'],
  ['date=yesterday', 'no date'],
  ['date=2026-02-30', 'no date'],
  ['_count=many', 'no number'],
  ['_count=-1', 'no number'],
  ['_sort=code', 'sorted by'],
  ['_sort=date,_id', 'sorted by'],
  ['_page=zz', 'no page'],
  ['_page=00', 'no page'],
])('%j is refused in words: %s', (text, why) => expect(refused('Observation', text)).toContain(why));

test('an unknown parameter passes only where the sender asks for leniency, and the answer says so; a modifier never', () => {
  const query = must('Observation', 'patiant=p1&_include=x', true);
  expect(query.ignored).toEqual(['patiant', '_include']);
  const bundle = searchset('https://lab.example', query, { total: 0, page: [], next: null });
  expect(JSON.stringify(bundle)).toContain('patiant, _include');
  expect(bundle.link![0]!.url).toBe('https://lab.example/Observation');
  expect(check(bundle)).toMatchObject({ notices: [] });
  expect(refused('Observation', 'patient:exact=p1', true)).toContain('modifier');
});

test('medplum reads our query strings as we do: names, values, prefixes, count', () => {
  for (const text of ['status=final', 'code=http://loinc.org|2823-3', 'date=ge2026-01-05&date=lt2026-02', '_count=7&patient=Patient/p1']) {
    const theirs = parseSearchRequest(`Observation?${text}`);
    const ours = must('Observation', text);
    expect(ours.filters.map((f) => f.name)).toEqual((theirs.filters ?? []).map((f) => f.code));
    if (theirs.count !== undefined) expect(ours.count).toBe(theirs.count);
    ours.filters.forEach((f, i) => {
      if (f.kind === 'date') expect(f.anyOf[0]!.prefix).toBe(theirs.filters![i]!.operator);
    });
  }
}); // prettier-ignore

test('prefixes by their definition: ge is gt or eq, le is lt or eq; both sides mirror', () => {
  const stamp = fc
    .tuple(fc.integer({ min: 0, max: 100 }), fc.constantFrom(4, 7, 10, 19))
    .map(([n, length]) => {
      const text = new Date(Date.UTC(2025, 11, 20) + n * 3_600_000).toISOString().slice(0, length);
      return length === 19 ? `${text}Z` : text;
    });
  fc.assert(
    fc.property(stamp, stamp, (own, asked) => {
      const resource = { ...potassium, effectiveDateTime: own };
      const hit = (prefix: string) => search(must('Observation', `date=${prefix}${asked}`), [{ resource, arrival: 1 }]).total === 1; // prettier-ignore
      expect(hit('')).toBe(hit('eq'));
      expect(hit('ge')).toBe(hit('gt') || hit('eq'));
      expect(hit('le')).toBe(hit('lt') || hit('eq'));
      const [a, b] = [spanOf(own)!, spanOf(asked)!];
      if (a.from >= b.until) expect(PREFIXES.filter(hit)).toEqual(['gt', 'ge']);
      if (own === asked) expect(PREFIXES.filter(hit)).toEqual(['eq', 'ge', 'le']);
    }),
    { numRuns: 300 },
  );
});

test('paging shows each match exactly once, whatever arrives in between, in every order', () => {
  const one = fc.record({ result: anyResult, final: fc.boolean() });
  const sort = fc.constantFrom('', '_sort=_id', '_sort=-_id', '_sort=date', '_sort=-date', '_sort=-_lastUpdated');
  fc.assert(
    fc.property(fc.array(one, { maxLength: 12 }), fc.array(one, { maxLength: 12 }), fc.integer({ min: 1, max: 4 }), sort, (before, later, count, order) => {
      const kept: Kept[] = [];
      const add = ({ result, final }: typeof before[number]) => {
        const status = final ? 'final' : 'registered';
        const at = new Date(Date.UTC(2026, 0, 5) + (kept.length % 3) * 1000).toISOString();
        kept.push({ resource: { ...writeResult({ ...result, id: `r${kept.length}`, status }), meta: { lastUpdated: at } }, arrival: kept.length + 1 });
      };
      before.forEach(add);
      const wanted = kept.filter(({ resource }) => resource['status'] === 'final').map(({ resource }) => resource.id);
      const [shown, left]: [unknown[], typeof later] = [[], [...later]];
      let text: string | null = `status=final&_count=${count}&${order}`;
      for (let pages = 0; text !== null && pages < 40; pages++) {
        const query = must('Observation', text);
        const bundle = searchset('https://lab.example', query, search(query, kept.toReversed()));
        expect(bundle.total).toBe(wanted.length);
        shown.push(...(bundle.entry ?? []).map((e) => e.resource!.id));
        const next: string | undefined = bundle.link!.find((l) => l.relation === 'next')?.url;
        text = next ? next.slice(next.indexOf('?') + 1) : null;
        const more = left.shift();
        if (more) add(more);
      }
      expect(shown).toHaveLength(wanted.length);
      expect(new Set(shown)).toEqual(new Set(wanted));
    }),
    { numRuns: 80 },
  );
}); // prettier-ignore

test('a page belongs to its order: its link under another one is refused', () => {
  const page = writeToken({ upTo: 3, sort: 'date', after: { key: 5, arrival: 2 } });
  expect(refused('Observation', `_page=${page}`)).toContain('another _sort');
  expect(must('Observation', `_sort=date&_page=${page}`).page).toEqual(readToken(page));
});

/** What breaks readers: ends of strings, halves of characters, signs that mean something. */
const odd = fc.constantFrom(
  ...'|\\,+-:%&="{}[]#/2026TZ a',
  '\u0000',
  '\ud800',
  '\udc00',
  'é',
  '😀',
  '\u2028',
);

test('no query string makes it throw', () => {
  const name = fc.oneof(fc.constantFrom(...Object.keys(PARAMETERS['Observation']!), '_count', '_sort', '_page'), fc.string()); // prettier-ignore
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.string({ unit: odd }))), fc.string(), (pairs, text) => {
      for (const one of [
        pairs.map(([n, v]) => `${n}=${encodeURIComponent(v.toWellFormed())}`).join('&'),
        text,
      ]) {
        const read = parseQuery('Observation', one);
        if ('query' in read) search(read.query, [{ resource: potassium, arrival: 1 }]);
        else expect(read.problems.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 80 },
  );
});
