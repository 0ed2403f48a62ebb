import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Record } from '../schema.ts';
import { anyText, drawnFrom, typed } from '../testing/drawn.ts';
import { controlsOf, fillField } from './fill.ts';
import { fill, PARTS, readEntry, viewsOf, type Entry, type Kind, type Lists, type Part, type Sent } from './index.ts'; // prettier-ignore

const option = (value: string) => ({ value, label: value.toUpperCase() });
const LISTS: Lists = {
  credentials: ['ascp-mlt', 'amt-mlt'].map(option),
  licenses: ['us-ca-mlt'].map(option),
  states: ['MN', 'CA'].map(option),
  subjects: ['all', 'chemistry'].map(option),
  courses: ['organic-chemistry'].map(option),
  fields: ['biology'].map(option),
  topics: ['phlebotomy'].map(option),
};
const KNOWN = {
  credentials: new Map([['ascp-mlt', 'MLT'], ['amt-mlt', 'MLT']]),
  licenses: new Map([['us-ca-mlt', 'MLT']]),
  states: new Map([['MN', 'Minnesota'], ['CA', 'California']]),
  aliases: new Map<string, string>(),
}; // prettier-ignore

const KINDS = PARTS.flatMap((part) => part.kinds.map((kind) => ({ name: kind.id, part, kind })));
const any = (kind: Kind) =>
  drawnFrom(kind.schema, { text: anyText, list: { maxLength: 5 } }) as fc.Arbitrary<Entry>;

/** As a browser sends a form: what is empty or not checked is not there or empty, a line of text has no line ends. */
const browser = (sent: Sent): Sent =>
  Object.fromEntries(
    Object.entries(sent).map(([name, values]) => [name, values.map((v) => v.replace(/[\r\n]/g, ''))]),
  );
const read = (part: Part, kind: Kind, sent: Sent, before: Entry | null, now = before) =>
  readEntry(part, kind, sent, LISTS, KNOWN, before && now && { shown: before, now });

test('every word of the format can be chosen, and has words for people', () => {
  for (const { kind } of KINDS)
    for (const { name, control, options, label } of kind.fields) {
      expect(label).toMatch(/^[A-Z]/);
      const words = control.kind === 'one' || control.kind === 'several' ? control.words : null;
      if (words) expect(options?.map((o) => o.value).sort(), `${kind.id}.${name}`).toEqual([...words].sort());
    }
});

test('every part of the record has a form, and every attribute of an entry a field', () => {
  const told = PARTS.flatMap((p) => (p.id === 'person' ? p.kinds[0].fields.map((f) => f.name) : [p.id]));
  expect(['benchpath', ...told].sort()).toEqual(Object.keys(Record.shape).sort());
});

describe.each(KINDS)('$name', ({ part, kind }) => {
  test('every valid entry survives its own form unchanged', () => {
    fc.assert(
      fc.property(any(kind), (entry) => {
        expect(read(part, kind, browser(fill(kind.fields, entry)), entry)).toEqual({ entry });
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  test('what people type is the entry', () => {
    const drawn = drawnFrom(kind.schema, { text: typed, list: { maxLength: 4 } }) as fc.Arbitrary<Entry>;
    fc.assert(
      fc.property(drawn, (made) => {
        fc.pre(Object.keys(made).length > 0);
        // What is chosen from a list that is on file is on it.
        const entry = Object.fromEntries(
          kind.fields.flatMap(({ name, list, open, control }) => {
            if (made[name] === undefined) return [];
            const first = LISTS[list ?? 'states'][0]!.value;
            return [[name, list && !open ? (control.kind === 'several' ? [first] : first) : made[name]]];
          }),
        );
        const told = read(part, kind, browser(fill(kind.fields, entry)), null);
        const after = 'entry' in told ? told : { refused: Object.keys(told.wrong) };
        if ('refused' in after) expect(after.refused).toEqual(['expires']);
        else expect(after).toEqual({ entry });
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  test('one field changed leaves every other to the letter', () => {
    fc.assert(
      fc.property(any(kind), any(kind), fc.nat(), (entry, other, at) => {
        const field = kind.fields[at % kind.fields.length]!;
        const sent = { ...fill(kind.fields, entry) };
        for (const name of controlsOf(field)) delete sent[name];
        Object.assign(sent, fillField(field, other[field.name]));
        const after = read(part, kind, browser(sent), entry);
        if (!('entry' in after)) return;
        const { [field.name]: _, ...rest } = entry;
        const { [field.name]: changed, ...left } = after.entry;
        expect(left).toEqual(rest);
        expect(changed === undefined).toBe(other[field.name] === undefined);
      }),
      { numRuns: 300, seed: 3 },
    );
  });

  test('what another tab changed in the meantime stays', () => {
    fc.assert(
      fc.property(any(kind), any(kind), (shown, now) => {
        expect(read(part, kind, browser(fill(kind.fields, shown)), shown, now)).toEqual({ entry: now });
      }),
      { numRuns: 200, seed: 4 },
    );
  });

  test('whatever is sent gives a valid entry, or sentences beside the controls of the form', () => {
    const controls = kind.fields.flatMap(controlsOf);
    const nasty = fc.oneof(
      anyText,
      fc.constantFrom('', 'yes', '2024-02', '31', '0', '-1', '1e999', '0x10', 'NaN', '2024-13', '13/2024', 'toString', 'x'.repeat(300), '99999999999999999999'),
    ); // prettier-ignore
    const sent = fc.dictionary(
      fc.constantFrom(...controls, 'toString', '__proto__'),
      fc.array(nasty, { maxLength: 3 }),
    );
    fc.assert(
      fc.property(sent, fc.option(any(kind)), (all, before) => {
        const after = read(part, kind, all, before);
        if ('wrong' in after) {
          for (const [name, sentence] of Object.entries(after.wrong)) {
            expect([...controls, '']).toContain(name);
            expect(sentence).toMatch(/^[A-Z].*\.$/s);
          }
          return;
        }
        expect(kind.schema.safeParse(after.entry).success).toBe(true);
      }),
      { numRuns: 1000, seed: 5 },
    );
  });

  test('its form shows what stands there, on a list or not', () => {
    fc.assert(
      fc.property(any(kind), (entry) => {
        const filled = fill(kind.fields, entry);
        for (const { name, options, input } of viewsOf(kind, LISTS, entry))
          if (options && (input === 'one' || input === 'several'))
            for (const value of filled[name] ?? []) expect(options.map((o) => o.value)).toContain(value);
      }),
      { numRuns: 100, seed: 6 },
    );
  });
});
