import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDeed, type Deed } from '#laboratory/shift/index.ts';
import { fieldsOf, treeOf } from './form-deed.ts';

const back = (deed: object, more: [string, string][] = []) => {
  const form = new FormData();
  for (const [name, value] of [...fieldsOf(deed), ...more]) form.append(name, value);
  return readDeed(treeOf(form));
};

const DEEDS: Deed[] = [
  { deed: 'look', container: 'T1' },
  { deed: 'wait', minutes: 5 },
  { deed: 'finish' },
  { deed: 'spin', containers: ['T1'] },
  { deed: 'load', analyzer: 'hem1', containers: ['T1', 'T2'], tests: ['k'], how: 'diluted 10' },
  { deed: 'recollect', accession: 'A1', tests: ['k', 'na'], told: '4 West' },
  { deed: 'lis', command: { do: 'reject', accession: 'A1', reason: 'unlabeled', tests: 'all', told: '4 West' } },
  { deed: 'lis', command: { do: 'reject', accession: 'A1', reason: 'hemolyzed', tests: ['k'], told: '4 West' } },
  { deed: 'lis', command: { do: 'enter', accession: 'A1', test: 'k', value: 4.7, text: null, method: null } },
  { deed: 'lis', command: { do: 'second read', accession: 'A1', test: 'k', agrees: false } },
  { deed: 'lis', command: { do: 'choose', accession: 'A1', test: 'k', reading: 2 } },
  { deed: 'lis', command: { do: 'give identifiers', call: 'C1', identifiers: ['LARCH, WREN', '1971-02-03'] } },
]; // prettier-ignore

test.each(DEEDS)('$deed comes back out of a form as it went in', (deed) => {
  const fields = deed.deed === 'lis' && deed.command.do === 'second read' ? { ...deed, command: { ...deed.command, agrees: 'no' } } : deed; // prettier-ignore
  expect(back(fields)).toEqual(deed);
});

test('holds are lifted by their own names, dots and all', () => {
  const verify = { deed: 'lis', command: { do: 'verify', results: ['A1/k'] } };
  expect(back(verify, [['command.lift.alarm:WBC Abn. scattergram', 'seen on the film']])).toEqual({
    deed: 'lis',
    command: {
      do: 'verify',
      results: [{ accession: 'A1', test: 'k' }],
      lift: { 'alarm:WBC Abn. scattergram': 'seen on the film' },
    },
  });
});

test('a form says all and ticks some: those are meant; a choice left open is none', () => {
  const reject = { deed: 'lis', command: { do: 'reject', accession: 'A1', reason: 'hemolyzed', told: 'x' } };
  expect(back(reject, [['command.tests', 'k'], ['command.tests', 'all']])).toMatchObject({ command: { tests: ['k'] } }); // prettier-ignore
  expect(back(reject, [['command.tests', 'all']])).toMatchObject({ command: { tests: 'all' } });
  expect(back({ deed: 'load', analyzer: 'hem1', containers: ['T1'], how: '' })).not.toHaveProperty('how');
});

test('whatever is sent is a deed or a sentence, and nothing gets another shape', () => {
  const name = fc.constantFrom('deed', 'command.do', 'command.lift.x', '__proto__', 'constructor.prototype.x', 'command.__proto__.y', 'containers', 'minutes'); // prettier-ignore
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.string({ maxLength: 20 })), { maxLength: 8 }), (fields) => {
      const form = new FormData();
      for (const [n, value] of fields) form.append(n, value);
      const read = readDeed(treeOf(form));
      expect('deed' in read || 'problem' in read).toBe(true);
      expect(({} as { x?: unknown; y?: unknown }).x).toBeUndefined();
      expect(({} as { y?: unknown }).y).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});

test('what is done by no hand at the bench is refused', () => {
  for (const command of [
    'observe',
    'order',
    'control run',
    'answer call',
    'take message',
    'start downtime',
    'collected',
    'calibrated',
  ])
    // prettier-ignore
    expect(back({ deed: 'lis', command: { do: command, accession: 'A1', test: 'k' } })).toHaveProperty('problem');
  expect(back({ deed: 'look', container: 'T1', seed: '1' })).toHaveProperty('problem');
});
