import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Condition } from '#content/condition.ts';
import { mustDay } from '#kernel/dates.ts';
import { compile, judge, type Rule } from '../compile.ts';
import { prepare } from '../facts.ts';
import { seeded } from '../testing/draw.ts';
import { pool } from '../testing/onfile.ts';
import { drawRecord, forgetful } from '../testing/records.ts';
import { CONTEXT } from '../testing/told.ts';
import { traceFor, trace } from '../trace.ts';

// Leaves of one rule that ask for more or less of the same work add it up once, and a rule is asked about one person
// after another. What was added up for one leaf, person or day must never be taken for another's.

const work = { disciplines: ['chemistry', 'hematology'], within: { years: 5, disputedTo: 10 } };
const leaves = [
  { experience: { ...work, months: 24 } },
  { experience: { ...work, months: 6 } },
  { experience: { ...work, hours: 1000 } },
  { experience: { ...work, months: 24, cover: 1 } },
  { experience: work },
  { experience: { ...work, months: 6, whileHolding: ['ascp-mlt'] } },
];
const ready = (condition: unknown): Rule =>
  compile(Condition.parse(condition), CONTEXT, { cite: [], as_of: null, confidence: 'verified' });

const together = ready({ all: leaves });
const DAYS = ['2026-11-22', '2024-02-29'].map(mustDay);

test('leaves that share work judge every person on every day as each would alone', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), (seed) => {
      const d = seeded(seed);
      const people = Array.from({ length: 3 }, () =>
        prepare(forgetful(d, drawRecord(d, DAYS[0]!, pool), d.pick([0, 10]))),
      );
      const out = traceFor(together);
      for (let n = 0; n < 12; n++) {
        const [facts, at] = [d.pick(people), { on: d.pick(DAYS), state: null }];
        trace(together, facts, at, out);
        const alone = leaves.map((leaf) => judge(ready(leaf), facts, at));
        expect(together.parts.map((part) => out.verdicts[part.index])).toEqual(alone);
        expect(together.parts.map((part) => judge(part, facts, at))).toEqual(alone);
      }
    }),
    { numRuns: 60 },
  );
});
