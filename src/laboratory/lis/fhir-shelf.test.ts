import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check } from '../wire/fhir/index.ts';
import { newShelf, replay, resourceOf, shelve, type Command } from './index.ts';
import { goodControls, laboratory, oul } from './testing/lis.server.ts';

/** Some of what may happen to a specimen, in any order; what is refused does not happen. */
const ACTS = ['collect', 'scan', 'accept', 'result', 'again', 'correct', 'retract', 'reject', 'add on', 'cancel', 'prioritize', 'recollect', 'do not report', 'hold', 'free', 'store', 'discard', 'rename'] as const; // prettier-ignore
type Step = (typeof ACTS)[number];

function lived(steps: readonly Step[]) {
  const lab = laboratory();
  goodControls(lab, ['k', 'na']);
  const identity = { mrn: 'VB 7/1', family: 'LARCH', given: 'WREN', born: '1971-02-03', sex: 'F' } as const;
  const [order] = lab.does({
    do: 'order',
    identity,
    tests: ['k', 'na'],
    priority: 'routine',
    ward: '4 West',
  });
  if (order?.type !== 'OrderReceived') throw new Error('no order');
  const { accession } = order.specimens[0]!;
  const k = { accession, test: 'k' };
  const told = { told: 'R. Lee RN', second: 'mls1', why: 'EDTA' };
  const commands: { [step in Step]?: Command } = {
    collect: { do: 'collected', accession, collectedAt: lab.now() - 600, collector: 'ward' },
    scan: { do: 'scan', container: 'T1', scanned: accession },
    accept: { do: 'accept', accession, container: 'T1' },
    correct: { do: 'correct', ...k, reading: 2, ...told },
    retract: { do: 'retract', ...k, ...told },
    reject: { do: 'reject', accession, reason: 'clotted', tests: 'all', told: 'R. Lee RN' },
    'add on': { do: 'add on', accession, tests: ['crea'] },
    cancel: { do: 'cancel', order: order.order, tests: order.tests, why: 'called off' },
    prioritize: { do: 'prioritize', order: order.order, priority: 'stat' },
    recollect: { do: 'recollect', accession, tests: ['k'], told: 'R. Lee RN' },
    'do not report': { do: 'do not report', accession, test: 'na', why: 'hemolyzed' },
    hold: { do: 'hold specimen', accession, why: 'waits' },
    free: { do: 'free specimen', accession, why: 'done' },
    store: { do: 'store', accession, place: 'rack 4' },
    discard: { do: 'discard', accession },
    rename: { do: 'register', identity: { ...identity, given: 'WRENNA' } },
  };
  let n = 0;
  for (const step of steps) {
    lab.wait(7);
    if (step === 'result' || step === 'again') {
      const at = new Date(lab.now() * 1000).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '');
      lab.send(oul(accession, [['2823-3', step === 'again' ? '4.1' : '4.6', 'mmol/L', String(++n)], ...(step === 'result' ? [['2951-2', '140', 'mmol/L', String(n)] as [string, string, string, string]] : [])], { id: `R${n}`, at })); // prettier-ignore
    } else lab.attempt(commands[step]!, 'supervisor', true);
  }
  return lab;
}

test('a resource changes only with a line that is one of its versions, and each version passes the door', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...ACTS), { maxLength: 14 }), (steps) => {
      const { ledger, rules } = lived(['collect', 'scan', 'accept', 'result', ...steps]);
      const shelf = newShelf();
      const before = new Map<string, string>();
      for (const [i] of ledger.events.entries()) {
        const then = replay(ledger.events.slice(0, i + 1));
        if ('broken' in then) throw new Error(then.why);
        shelve(shelf, then.events);
        for (const { key, versions } of shelf.places.values()) {
          const [type = '', id = ''] = key.split('/');
          const resource = resourceOf(then.lis, type, id, shelf.mrns.get(id) ?? null, rules);
          const text = JSON.stringify(resource);
          if (text !== (before.get(key) ?? 'null')) {
            expect(versions.at(-1), `${key} after line ${i + 1}, ${ledger.events[i]!.type}`).toBe(i + 1);
            expect(check(text), text).toHaveProperty('resource');
          }
          before.set(key, text);
        }
      }
      // Read at once, or line by line: the same.
      const whole = newShelf();
      shelve(whole, ledger.events);
      expect([...whole.places]).toEqual([...shelf.places]);
    }),
    { numRuns: 25 },
  );
});
