import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Condition } from '#content/index.ts';
import type { Day } from '#kernel/dates.ts';
import { Degree, Holding, Job, Military, Program, Record as PersonRecord } from '#record/index.ts';
import { assessGoal, assessWay, namesIn } from './assess.ts';
import { compile, judge, type Rule } from './compile.ts';
import { prepare } from './facts.ts';
import { valueOf, type Proof } from './proof.ts';
import { judgeGoal, judgeWay, standingOn, type Way } from './rulebook.ts';
import { seeded, type Draw } from './testing/draw.ts';
import { DAYS, book, goals, pool } from './testing/onfile.ts';
import {
  LISTS,
  drawCourse,
  drawDegree,
  drawHolding,
  drawJob,
  drawMilitary,
  drawProcedure,
  drawProgram,
  drawRecord,
  drawTraining,
  forgetful,
  questionsOf,
} from './testing/records.ts';
import { drawNear } from './testing/towards.ts';
import { trace, traceFor } from './trace.ts';
import { MET, UNKNOWN, UNMET, nameOf, type V } from './verdict.ts';

// Laws that hold for every rule on file and every record the schema allows. A record is drawn whole, most often near
// what some pathway asks for; what a person has not yet told is drawn by leaving answers out of it.

// LAWS=20 npx vitest run src/pathways/laws.test.ts tries twenty times as many cases.
const times = Number(process.env['LAWS'] ?? 1);
const runs = (n: number) => ({ numRuns: n * times });
const RUNS = runs(300);
const ways = goals.flatMap((goal) => goal.ways.map((way) => ({ goal, way })));

/** A case from a seed: the seed that fast-check names on a failure gives the same case again. */
const drawn = <T>(make: (d: Draw, on: Day) => T) =>
  fc.noShrink(fc.nat(2 ** 31 - 1)).map((seed) => {
    const d = seeded(seed);
    const on = d.pick(DAYS);
    return { on, ...make(d, on) };
  });

const verdicts = (record: PersonRecord, on: Day): V[] => {
  const facts = prepare(record);
  return ways.map(({ way }) => judgeWay(way, facts, { on, state: null }));
};
const label = (i: number) => `${ways[i]!.goal.id}/${ways[i]!.way.id}`;

test('the records drawn are valid, and tell every attribute that the schema knows', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      drawn((d, on) => ({ record: drawNear(d, on, pool, book) })),
      ({ record }) => {
        expect(PersonRecord.safeParse(record).error?.issues).toBeUndefined();
        for (const q of questionsOf(record)) seen.add(q.path.replace(/\[\d+\]/, ''));
      },
    ),
    RUNS,
  );
  const keys = {
    experience: Job,
    credentials: Holding,
    licenses: Holding,
    military: Military,
    education: [Degree, Program],
  };
  for (const [list, schema] of Object.entries(keys))
    for (const key of [schema].flat().flatMap((s) => Object.keys(s.shape)))
      if (!['degree', 'program', 'id', 'accreditedSince'].includes(key))
        expect(seen, `${list}.${key}`).toContain(`${list}.${key}`);
});

test('the records drawn reach all three verdicts of most pathways', () => {
  const d = seeded(7);
  const seen = ways.map(() => new Set<V>());
  for (let i = 0; i < 4000; i++) {
    const on = d.pick(DAYS);
    verdicts(forgetful(d, drawNear(d, on, pool, book), d.pick([0, 5, 20])), on).forEach((v, w) =>
      seen[w]!.add(v),
    );
  }
  const all = seen.filter((s) => s.size === 3).length;
  // The rest ask something that could not be read, so they are never met.
  expect(all / seen.length).toBeGreaterThan(0.35);
});

test('answering one more question never changes a settled verdict', () => {
  fc.assert(
    fc.property(
      drawn((d, on) => {
        const after = forgetful(d, drawNear(d, on, pool, book), d.pick([2, 10, 30]));
        const questions = questionsOf(after);
        const q = questions.length > 0 ? d.pick(questions) : null;
        return { before: q ? q.forget(after) : after, after, question: q?.path };
      }),
      ({ on, before, after, question }) => {
        const [b, a] = [verdicts(before, on), verdicts(after, on)];
        b.forEach(
          (v, i) => v === UNKNOWN || expect(nameOf(a[i]!), `${label(i)} after ${question}`).toBe(nameOf(v)),
        );
      },
    ),
    runs(1000),
  );
});

test('telling the day of a month never changes a settled verdict', () => {
  const sharpen = (value: unknown, day: string): unknown => {
    if (Array.isArray(value)) return value.map((v) => sharpen(v, day));
    if (value && typeof value === 'object')
      return Object.fromEntries(
        Object.entries(value).map(([k, v]) => [
          k,
          typeof v === 'string' && /^\d{4}-\d{2}$/.test(v) ? `${v}-${day}` : sharpen(v, day),
        ]),
      );
    return value;
  };
  fc.assert(
    fc.property(
      drawn((d, on) => ({ record: drawNear(d, on, pool, book), day: d.pick(['01', '15', '28']) })),
      ({ on, record, day }) => {
        const sharp = PersonRecord.safeParse(sharpen(record, day));
        if (!sharp.success) return; // the job would end before it begins
        const a = verdicts(sharp.data, on);
        verdicts(record, on).forEach(
          (v, i) => v === UNKNOWN || expect(nameOf(a[i]!), label(i)).toBe(nameOf(v)),
        );
      },
    ),
    RUNS,
  );
});

/** The rule with every leaf that nobody could confirm, or read, replaced. */
function replaced(c: Condition, unverified: boolean, by: 'met' | 'unmet'): Condition {
  const mine = c.confidence ? c.confidence === 'unverified' : unverified;
  const strip = { ...c, confidence: 'verified' as const };
  if ('all' in c) return { ...strip, all: c.all.map((p) => replaced(p, mine, by)) } as Condition;
  if ('any' in c) return { ...strip, any: c.any.map((p) => replaced(p, mine, by)) } as Condition;
  if ('at_least' in c)
    return {
      ...strip,
      at_least: { ...c.at_least, of: c.at_least.of.map((p) => replaced(p, mine, by)) },
    } as Condition;
  if ('formality' in c || !(mine || 'unread' in c)) return strip as Condition;
  // An age of 1 is always met; nobody was born 10,000 years ago.
  return by === 'met' ? { formality: { what: 'stands for a met leaf' } } : { age: { min: 10_000 } };
}

test('what nobody could confirm or read never decides', () => {
  // A sibling's rule has its own discipline written in; the shared text is the same rule.
  const plain = ways.filter(({ way }) => !JSON.stringify(way.pathway.requirement).includes('the-discipline'));
  const doubtful = plain.map(({ way }) => {
    const standing = { cite: [], as_of: null, confidence: 'verified' as const };
    const ready = (by: 'met' | 'unmet'): Rule =>
      compile(
        replaced(way.pathway.requirement, way.pathway.confidence === 'unverified', by),
        { ...book.context },
        standing,
      );
    return { way, met: ready('met'), unmet: ready('unmet') };
  });
  fc.assert(
    fc.property(
      drawn((d, on) => ({ record: forgetful(d, drawNear(d, on, pool, book), 3) })),
      ({ on, record }) => {
        const facts = prepare({ born: 1990, ...record });
        const at = { on, state: null };
        for (const { way, met, unmet } of doubtful) {
          if (standingOn(way, on) !== 'open') continue;
          const v = judge(way.rule, facts, at);
          if (v === UNKNOWN) continue;
          // Within a license the pointed-to role leaves out the state's license, which the bare context does not.
          const license = { ...at, seekingLicense: true };
          expect([judge(met, facts, at), judge(met, facts, license)], way.id).toContain(v);
          expect([judge(unmet, facts, at), judge(unmet, facts, license)], way.id).toContain(v);
        }
      },
    ),
    RUNS,
  );
});

test('an unconfirmed pathway is never met, one that has closed always unmet, one not yet on file always unknown', () => {
  fc.assert(
    fc.property(
      drawn((d, on) => ({ record: forgetful(d, drawNear(d, on, pool, book), 5) })),
      ({ on, record }) => {
        const facts = prepare(record);
        for (const { way } of ways) {
          const v = judgeWay(way, facts, { on, state: null });
          const standing = standingOn(way, on);
          if (standing === 'unconfirmed') expect(v).not.toBe(MET);
          if (standing === 'closed') expect(v).toBe(UNMET);
          if (standing === 'early') expect(v).toBe(UNKNOWN);
        }
      },
    ),
    RUNS,
  );
});

const notMonotone = (way: Way): boolean => {
  const walk = (r: Rule): boolean => r.kind === 'serving' || r.kind === 'eligible' || r.parts.some(walk);
  return walk(way.rule);
};

test('one more degree, course, job, credential, license or training in a complete list never takes a met verdict away', () => {
  fc.assert(
    fc.property(
      drawn((d, on) => {
        const record = forgetful(d, drawNear(d, on, pool, book), d.pick([0, 0, 5]));
        const list = d.pick(LISTS);
        const entry = {
          education: () => (d.chance(50) ? drawDegree(d, on) : drawProgram(d, on)),
          coursework: () => drawCourse(d, on),
          experience: () => drawJob(d, on),
          credentials: () => drawHolding(d, on, pool.credentials),
          licenses: () => drawHolding(d, on, pool.licenses),
          military: () => drawMilitary(d, on),
          training: () => drawTraining(d, on, pool.topics),
          procedures: () => drawProcedure(d),
        }[list]();
        const more = record[list] ? { ...record, [list]: [...record[list], entry] } : record;
        return { record, more: more as PersonRecord };
      }),
      ({ on, record, more }) => {
        const after = verdicts(more, on);
        verdicts(record, on).forEach((v, i) => {
          if (v === MET && !notMonotone(ways[i]!.way)) expect(nameOf(after[i]!), label(i)).toBe('met');
        });
      },
    ),
    runs(1000),
  );
});

test('the order of entries never matters', () => {
  fc.assert(
    fc.property(
      drawn((d, on) => {
        const record = forgetful(d, drawNear(d, on, pool, book), d.pick([0, 10, 30]));
        const shuffled: PersonRecord = { ...record };
        for (const list of LISTS)
          if (record[list])
            (shuffled as { [k: string]: unknown })[list] = record[list]
              .map((e) => [d.below(1000), e] as const)
              .sort((a, b) => a[0] - b[0])
              .map(([, e]) => e);
        return { record, shuffled };
      }),
      ({ on, record, shuffled }) => void expect(verdicts(shuffled, on)).toEqual(verdicts(record, on)),
    ),
    RUNS,
  );
});

/** Every node of a proof, numbered as the rule's nodes are. */
const nodes = (proof: Proof): Proof[] => [proof, ...proof.parts.flatMap(nodes)];
const named = namesIn(book);
const nodesOf = (rule: Rule): Rule[] => [rule, ...rule.parts.flatMap(nodesOf)];

test('the verdict alone, the compact proof and the readable proof agree at every node', () => {
  fc.assert(
    fc.property(
      drawn((d, on) => ({ record: forgetful(d, drawNear(d, on, pool, book), d.pick([0, 10, 30])) })),
      ({ on, record }) => {
        const facts = prepare(record);
        const at = { on, state: null };
        for (const { goal, way } of ways) {
          const v = judge(way.rule, facts, at);
          const out = traceFor(way.rule);
          expect(trace(way.rule, facts, at, out)).toBe(v);
          for (const node of nodesOf(way.rule))
            expect(out.verdicts[node.index], `${goal.id}/${way.id} node ${node.index}`).toBe(
              judge(node, facts, at),
            );
          const proof = assessWay(way, facts, at, named);
          expect(proof.verdict).toBe(nameOf(judgeWay(way, facts, at)));
          if (standingOn(way, on) !== 'open') continue;
          nodes(proof.proof).forEach((node, i) => {
            expect(nameOf(out.verdicts[i] as V)).toBe(node.verdict);
            if (node.parts.length > 0) return;
            const bits = node.facts.reduce((sum, f) => sum | bitOf(f.path, node.kind), 0);
            expect(
              out.used[i]! >>> 0,
              `${goal.id}/${way.id} ${node.need} ${JSON.stringify(node.facts)}`,
            ).toBe(bits >>> 0);
          });
        }
        for (const goal of goals)
          expect(assessGoal(book, goal, facts, at).verdict, goal.id).toBe(nameOf(judgeGoal(goal, facts, at)));
      },
    ),
    runs(60),
  );
});

/** The bit of a fact's path: the entry's place; for a fact that stands alone the first; a state license's are licenses. */
function bitOf(path: string, kind: Proof['kind']): number {
  if (kind === 'stateLicense' && path === 'state') return 0;
  const at = /\[(\d+)\]/.exec(path)?.[1];
  return at === undefined ? 1 : 1 << Number(at);
}

test('every unknown verdict says what to ask, and no settled one asks', () => {
  fc.assert(
    fc.property(
      drawn((d, on) => ({ record: forgetful(d, drawNear(d, on, pool, book), d.pick([0, 10, 40])) })),
      ({ on, record }) => {
        const facts = prepare(record);
        for (const { way } of ways)
          for (const node of nodes(assessWay(way, facts, { on, state: null }, named).proof))
            if (node.parts.length === 0)
              expect(node.ask.length > 0, `${way.id}: ${node.need}, ${node.verdict}, asks ${node.ask}`).toBe(
                node.verdict === 'unknown',
              );
      },
    ),
    runs(100),
  );
});

/** The proof with the named needs met. */
function granted(proof: Proof, needs: ReadonlySet<string>): V {
  if (proof.parts.length === 0) return needs.has(proof.need) ? MET : valueOf(proof);
  const parts = proof.parts.map((p) => granted(p, needs));
  if (proof.kind === 'any') return Math.max(...parts) as V;
  if (proof.kind === 'all') return Math.min(...parts) as V;
  const enough = parts.filter((p) => p === MET).length >= proof.count!;
  return enough ? MET : parts.filter((p) => p !== UNMET).length >= proof.count! ? UNKNOWN : UNMET;
}

test('each smallest set of changes makes the verdict met, and no part of it does', () => {
  fc.assert(
    fc.property(
      drawn((d, on) => ({ record: forgetful(d, drawNear(d, on, pool, book), d.pick([0, 10])) })),
      ({ on, record }) => {
        const facts = prepare(record);
        const at = { on, state: null };
        for (const goal of goals) {
          const { changes, pathways } = assessGoal(book, goal, facts, at);
          const met = (needs: string[]) => pathways.some((p) => granted(p.proof, new Set(needs)) === MET);
          for (const set of changes) {
            const needs = set.map((c) => c.need);
            expect(met(needs), `${goal.id}: ${needs}`).toBe(true);
            for (const need of needs)
              expect(met(needs.filter((n) => n !== need)), `${goal.id}: ${needs} without ${need}`).toBe(
                false,
              );
          }
          expect(new Set(changes.map((s) => s.length)).size).toBeLessThanOrEqual(1);
        }
      },
    ),
    runs(60),
  );
});

test('what is said to be needed tells every two different leaves of a goal apart', () => {
  for (const goal of goals) {
    const said = new Map<string, string>();
    for (const way of goal.ways) {
      const walk = (rule: Rule, proof: Proof): void => {
        rule.parts.forEach((r, i) => walk(r, proof.parts[i]!));
        if (rule.parts.length > 0) return;
        const { cite: _c, as_of: _a, confidence: _k, note: _n, ...asks } = rule.condition;
        const text = JSON.stringify(asks);
        expect(said.get(proof.need) ?? text, `${goal.id}: ${proof.need}`).toBe(text);
        said.set(proof.need, text);
      };
      const day = way.from ?? (way.until === null ? DAYS[0]! : way.until - 1);
      const proof = assessWay(way, prepare({ benchpath: 'record/1' }), { on: day, state: null }, named).proof;
      walk(way.rule, proof.parts[0]?.kind === 'standing' ? proof.parts[1]! : proof);
    }
  }
});

test('the one question that decides does settle the verdict, whatever the answer', () => {
  let tried = 0;
  fc.assert(
    fc.property(
      drawn((d, on) => {
        const full = drawNear(d, on, pool, book);
        const others = Array.from({ length: 4 }, () => drawRecord(d, on, pool));
        return { record: forgetful(d, full, d.pick([2, 10])), others };
      }),
      ({ on, record, others }) => {
        const at = { on, state: null };
        for (const goal of goals) {
          const { decidedBy, ask } = assessGoal(book, goal, prepare(record), at);
          if (decidedBy === undefined || decidedBy.startsWith('ask:') || decidedBy.startsWith('rule:'))
            continue;
          for (const other of others) {
            const answered = answer(record, decidedBy, other);
            if (!answered) continue;
            tried++;
            const after = assessGoal(book, goal, prepare(answered), at);
            // An answer may be one that only the body can judge ("another accreditor", work in a disputed time).
            if (after.ask.some((q) => q.startsWith('ask:') && !ask.includes(q))) continue;
            // A list of courses can leave a total open: a narrower question about the same thing.
            if (decidedBy === 'coursework' && after.ask.some((q) => q.startsWith('coursework.'))) continue;
            const open = after.verdict === 'unknown' && after.ask.filter((q) => !q.startsWith('ask:'));
            expect(
              open || [],
              `${goal.id}: ${decidedBy} → ${JSON.stringify(after.pathways.map((p) => p.proof.verdict))}`,
            ).toEqual([]);
          }
        }
      },
    ),
    runs(150),
  );
  expect(tried).toBeGreaterThan(100);
});

/** The record with one question answered as another record answers it; null where that one has no such answer. */
function answer(record: PersonRecord, path: string, other: PersonRecord): PersonRecord | null {
  const subject = /^coursework\.(.+)$/.exec(path)?.[1];
  if (subject) {
    const total = {
      subject,
      semesterHours: other.coursework![0]?.semesterHours ?? 0,
      includes: [],
      completed: '2026-01-15',
    };
    return { ...record, coursework: [...record.coursework!, total] };
  }
  const [, list, index, key] = /^(\w+)(?:\[(\d+)\]\.(\w+))?/.exec(path)!;
  if (key === undefined) {
    const value = JSON.parse(JSON.stringify(other[list as 'education'] ?? null), (k, v) =>
      typeof v === 'string' && /^\d{4}-\d{2}$/.test(v) ? `${v}-15` : v,
    );
    return value === null ? null : { ...record, [list!]: value };
  }
  const entries = record[list as 'experience']!;
  const mine = entries[Number(index)]!;
  const like = (other[list as 'experience'] ?? []).find(
    (e) =>
      key in e &&
      Object.keys(mine).some(
        (k) => k in e && ['degree', 'program', 'subject', 'as', 'id', 'topic'].includes(k),
      ),
  );
  if (!like) return null;
  let value: unknown = like[key as 'from'];
  if (typeof value === 'string' && /^\d{4}-\d{2}$/.test(value)) value += '-15';
  const changed = {
    ...record,
    [list!]: entries.map((e, i) => (i === Number(index) ? { ...e, [key]: value } : e)),
  };
  return PersonRecord.safeParse(changed).success ? (changed as PersonRecord) : null;
}
