import { beyondScope, grantedFor } from './authority.ts';
import { chosenReading, qualityFault } from './autoverify.ts';
import type { Asking } from './command.ts';
import type { Decisions } from './decide.ts';
import { movesOf } from './delta.ts';
import type { Happened, Hold, Reading } from './event.ts';
import { flagOf } from './flags.ts';
import { isRefusal, refuse, type Refusal } from './refusal.ts';
import type { Rules } from './rules.ts';
import { keyOf, type Lis, type Result } from './state.ts';

const RESULT_ACTS = [
  'load', 'rerun', 'observe', 'enter', 'choose', 'comment', 'second read', 'verify', 'do not report', 'correct', 'retract',
] as const; // prettier-ignore

/** Holds that a technician may lift; others are a technologist's. Employer policy of this laboratory. */
const LISTED: readonly Hold['kind'][] = [
  'alarm',
  'index',
  'range',
  'review',
  'consistency',
  'specimen',
  'manual',
  'calibration',
  'quality',
];

/** The act of employer policy that lifting a hold is. A delta that a noted treatment explains is on the technicians' list. */
function actFor(lis: Lis, result: Result, hold: Hold, rules: Rules): string {
  if (hold.kind === 'critical') return 'verify-critical';
  if (LISTED.includes(hold.kind)) return 'override-listed-hold';
  if (hold.kind !== 'delta') return 'override-hold';
  const noted = lis.treatments.get(result.mrn) ?? [];
  const moved = hold.id === 'multivariate' ? movedTests(lis, result, rules) : [result.test];
  const explained = moved.every((test) => noted.some((t) => rules.explainedBy.get(t.treatment)?.has(test)));
  return explained ? 'override-listed-hold' : 'verify-delta';
}

/** What moved beyond its limit in the specimen of a result: a hold on many at once is about these. */
function movedTests(lis: Lis, result: Result, rules: Rules): string[] {
  const specimen = lis.specimens.get(result.accession)!;
  const results = specimen.tests.flatMap((test) => lis.results.get(keyOf(result.accession, test)) ?? []);
  const valueOf = (r: Result) => chosenReading(r)?.value ?? null;
  const at = specimen.collectedAt ?? chosenReading(result)?.at ?? lis.now;
  return movesOf(lis, results, valueOf, at, rules)
    .filter((m) => m.limits > 1)
    .map((m) => m.test);
}

function find(lis: Lis, at: { accession: string; test: string }): Result | Refusal {
  const found = lis.results.get(keyOf(at.accession, at.test));
  return found ?? refuse('unknown', `${at.test} is not ordered on ${at.accession}`);
}

/** Asked about this result, or its specimen. */
const granted = (lis: Lis, result: Result): boolean =>
  grantedFor(lis, result.accession, keyOf(result.accession, result.test));

/** Null = this hold may be lifted now by whoever asks. */
function mayLift(lis: Lis, result: Result, hold: Hold, asking: Asking, rules: Rules): Refusal | null {
  if (hold.kind === 'quality') {
    const part = hold.id.startsWith('part:')
      ? lis.results.get(keyOf(result.accession, hold.id.slice('part:'.length)))
      : undefined;
    const fault = qualityFault(lis, part ?? result, rules);
    if (fault)
      return refuse(
        'quality',
        `${fault}. Nobody lifts that: find the cause, record it, get a good control run, and look back or measure again`,
      );
  }
  if (hold.id === 'not-accepted') return refuse('state', hold.says);
  if (hold.id === 'no-value') return refuse('state', 'there is no value to report');
  if (hold.kind === 'manual') {
    const reading = chosenReading(result)!;
    const second = result.secondRead?.agrees ? result.secondRead.by : asking.by.id;
    if (second === reading.by && !granted(lis, result))
      return refuse('scope', 'who typed a result does not verify it: a second person looks');
  }
  return granted(lis, result) ? null : beyondScope(actFor(lis, result, hold, rules), asking, rules);
}

function verifyOne(
  lis: Lis,
  result: Result,
  lift: { readonly [hold: string]: string },
  asking: Asking,
  rules: Rules,
): Happened[] | Refusal {
  const at = { accession: result.accession, test: result.test };
  if (result.state.status !== 'observed')
    return refuse('state', `${keyOf(result.accession, result.test)} is ${result.state.status}`);
  const happened: Happened[] = [];
  for (const hold of result.state.holds) {
    const why = lift[hold.id]?.trim();
    if (!why) return refuse('state', `${hold.says}. Say why it may go out, or do not release it`);
    const no = mayLift(lis, result, hold, asking, rules);
    if (no) return no;
    happened.push({ type: 'HoldLifted', ...at, hold: hold.id, why, outside: asking.outside ?? false });
  }
  const specimen = lis.specimens.get(result.accession)!;
  if (specimen.state.status !== 'accepted' && specimen.state.status !== 'stored')
    return refuse('state', `specimen ${result.accession} is ${specimen.state.status}`);
  const reading = chosenReading(result);
  if (!reading || (reading.value === null && reading.text === null))
    return refuse('state', 'there is no value to report');
  return [...happened, { type: 'Verified', ...at }, released(lis, result, reading, rules)];
}

/** The line that reports a result for the first time. */
export function released(lis: Lis, result: Result, reading: Reading, rules: Rules): Happened {
  const flag = flagOf(
    rules.analytes.get(result.test)!,
    reading,
    lis.identities.get(result.mrn)!,
    lis.specimens.get(result.accession)!.collectedAt ?? reading.at,
  );
  return {
    type: 'Released',
    accession: result.accession,
    test: result.test,
    version: 1,
    reading: reading.n,
    flag,
    comments: [...result.comments],
  };
}

const nextReading = (result: Result): number => (result.readings.at(-1)?.n ?? 0) + 1;

export const decideResult: Pick<Decisions, (typeof RESULT_ACTS)[number]> = {
  load: (lis, c, asking, rules) => {
    const specimen = lis.specimens.get(c.accession);
    if (!specimen) return refuse('unknown', `there is no specimen ${c.accession}`);
    if (specimen.state.status !== 'accepted' && specimen.state.status !== 'stored')
      return refuse('state', `specimen ${c.accession} is ${specimen.state.status}: accept it first`);
    return (
      beyondScope('run-tests', asking, rules) ?? [
        { type: 'Loaded', analyzer: c.analyzer, accession: c.accession, tests: c.tests, method: c.method },
      ]
    );
  },
  rerun: (lis, c, asking, rules) => {
    const found = find(lis, c);
    if (isRefusal(found)) return found;
    const { do: _, ...rest } = c;
    return beyondScope('run-tests', asking, rules) ?? [{ type: 'RerunRequested', ...rest }];
  },
  observe: (lis, c) => {
    const found = find(lis, c);
    if (isRefusal(found)) return found;
    const { value, text, beyond, alarms, method, message, at } = c;
    const reading: Reading = {
      n: nextReading(found),
      at,
      by: c.analyzer,
      value,
      text,
      beyond,
      alarms,
      method,
      manual: false,
      message,
    };
    return [
      {
        type: 'Observed',
        accession: c.accession,
        test: c.test,
        reading,
        analyzer: c.analyzer,
        run: lis.channels.get(`${c.analyzer}/${c.test}`)?.run ?? null,
        key: c.key,
      },
    ];
  },
  enter: (lis, c, asking, rules) => {
    const found = find(lis, c);
    if (isRefusal(found)) return found;
    if (c.value === null && !c.text?.trim()) return refuse('input', 'a result needs a value or words');
    if (c.value !== null && !Number.isFinite(c.value)) return refuse('input', 'that is no number');
    const reading: Reading = {
      n: nextReading(found),
      at: asking.at,
      by: asking.by.id,
      value: c.value,
      text: c.text,
      beyond: null,
      alarms: [],
      method: c.method,
      manual: c.from === undefined,
      message: null,
    };
    return (
      beyondScope('run-tests', asking, rules) ?? [
        {
          type: 'Observed',
          accession: c.accession,
          test: c.test,
          reading,
          analyzer: null,
          run: null,
          key: null,
        },
      ]
    );
  },
  choose: (lis, c) => {
    const found = find(lis, c);
    if (isRefusal(found)) return found;
    if (found.state.status !== 'observed') return refuse('state', `${c.test} is ${found.state.status}`);
    if (!found.readings.some((r) => r.n === c.reading))
      return refuse('unknown', `there is no reading ${c.reading}`);
    return [{ type: 'ReadingChosen', accession: c.accession, test: c.test, reading: c.reading }];
  },
  comment: (lis, c) => {
    const found = find(lis, c);
    if (isRefusal(found)) return found;
    return c.text.trim()
      ? [{ type: 'CommentAdded', accession: c.accession, test: c.test, text: c.text.trim() }]
      : refuse('input', 'a comment has words');
  },
  'second read': (lis, c, asking) => {
    const found = find(lis, c);
    if (isRefusal(found)) return found;
    if (chosenReading(found)?.by === asking.by.id)
      return refuse('scope', 'who read it first is not the second reader');
    return [{ type: 'SecondRead', accession: c.accession, test: c.test, agrees: c.agrees }];
  },
  verify: (lis, c, asking, rules) => {
    if (lis.downtime) return refuse('state', 'the system is down: report on paper and reconcile afterwards');
    const beyond = beyondScope('verify', asking, rules);
    if (beyond) return beyond;
    const found = c.results.map((at) => find(lis, at));
    const missing = found.find(isRefusal);
    if (missing) return missing;
    const results = found as Result[];
    const held = results.filter((r) => r.state.status === 'observed' && r.state.holds.length > 0);
    if (results.length > 1 && held.length > 0)
      return refuse(
        'state',
        `${held.length} of ${results.length} are held (${held.map((r) => r.test).join(', ')}): held results are looked at one by one`,
      );
    const happened: Happened[] = [];
    for (const result of results) {
      const one = verifyOne(lis, result, c.lift, asking, rules);
      if (isRefusal(one)) return one;
      happened.push(...one);
    }
    return happened;
  },
  'do not report': (lis, c) => {
    const found = find(lis, c);
    if (isRefusal(found)) return found;
    if (found.state.status === 'released')
      return refuse('state', 'it is reported already; retract it by a corrected report');
    return [{ type: 'NotReported', accession: c.accession, test: c.test, why: c.why }];
  },
  correct: (lis, c, asking, rules) => {
    const found = find(lis, c);
    if (isRefusal(found)) return found;
    if (found.state.status !== 'released') return refuse('state', 'only what was reported is corrected');
    const reading = found.readings.find((r) => r.n === c.reading);
    if (!reading) return refuse('unknown', `there is no reading ${c.reading}`);
    const no = mayChangeReport(c, asking, rules);
    if (no) return no;
    const flag = flagOf(rules.analytes.get(c.test)!, reading, lis.identities.get(found.mrn)!, reading.at);
    const { do: _, ...rest } = c;
    return [{ type: 'Corrected', ...rest, version: found.state.versions.length + 1, flag }];
  },
  retract: (lis, c, asking, rules) => {
    const found = find(lis, c);
    if (isRefusal(found)) return found;
    if (found.state.status !== 'released') return refuse('state', 'only what was reported is retracted');
    if (found.state.versions.at(-1)!.kind === 'retracted') return refuse('state', 'it is retracted already');
    const no = mayChangeReport(c, asking, rules);
    if (no) return no;
    const { do: _, ...rest } = c;
    return [{ type: 'Retracted', ...rest, version: found.state.versions.length + 1 }];
  },
};

/** A report is changed with a reason, somebody told, and a second person. */
function mayChangeReport(
  c: { why: string; told: string; second: string },
  asking: Asking,
  rules: Rules,
): Refusal | null {
  if (!c.why.trim()) return refuse('input', 'say why: the reader of the old value has to understand');
  if (!c.told.trim()) return refuse('input', 'say who was told: somebody may have acted on the old value');
  if (!c.second.trim() || c.second === asking.by.id)
    return refuse('input', 'a second person has to agree to a corrected report');
  return beyondScope('correct-report', asking, rules, true);
}
