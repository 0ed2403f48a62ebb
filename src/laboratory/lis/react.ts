import { chosenReading, holdsOf, qualityFault } from './autoverify.ts';
import { measuredSince } from './decide-quality.ts';
import { released } from './decide-results.ts';
import type { Event, EventType, Happened } from './event.ts';
import { ageAt } from './flags.ts';
import type { Rules } from './rules.ts';
import { keyOf, type Lis, type Result } from './state.ts';

type Reactions = { [T in EventType]?: (lis: Lis, event: Event<T>, rules: Rules) => Happened[] };

/** Judges a result that was just read: it goes out by itself, or is held with every reason. */
function judge(lis: Lis, result: Result | undefined, rules: Rules): Happened[] {
  if (result?.state.status !== 'observed' || rules.indices.has(result.test)) return [];
  const at = { accession: result.accession, test: result.test };
  const holds = holdsOf(lis, result, rules);
  if (holds.length > 0) return [{ type: 'AutoHeld', ...at, holds }];
  if (lis.downtime || !rules.autoverifies(result.test)) return [];
  return [
    { type: 'AutoVerified', ...at, rules: rules.policy },
    released(lis, result, chosenReading(result)!, rules),
  ];
}

/** What the LIS works out itself, once its parts have been read, and again when one of them was read anew. */
function calculated(lis: Lis, about: readonly string[], rules: Rules): Happened[] {
  const happened: Happened[] = [];
  for (const accession of new Set(about.map((key) => key.split('/')[0]!)))
    for (const [test, { parts, from }] of rules.calculated) {
      const result = lis.results.get(keyOf(accession, test));
      const out = result?.state.status === 'released';
      if (!result || (result.state.status !== 'pending' && result.state.status !== 'observed' && !out))
        continue;
      // Of a report that is out, what its parts were read as last: so that it can be corrected with them.
      const of = (r: Result) => (r.state.status === 'released' ? r.readings.at(-1) : chosenReading(r));
      const read = parts.map((part) => [part, lis.results.get(keyOf(accession, part))] as const);
      const values = new Map(
        read.flatMap(([part, r]) => {
          const value = r && of(r)?.value;
          return value === null || value === undefined ? [] : [[part, value] as const];
        }),
      );
      if (values.size < parts.length) continue;
      const { sex, born } = lis.identities.get(result.mrn)!;
      const raw = from(values, { sex, years: ageAt(born, lis.now) });
      const value = raw === null ? null : Number(raw.toFixed(rules.analytes.get(test)?.decimals ?? 1));
      if (value === null || of(result)?.value === value) continue;
      const reading = {
        n: (result.readings.at(-1)?.n ?? 0) + 1,
        at: lis.now,
        by: 'lis',
        value,
        text: null,
        beyond: null,
        alarms: [],
        method: 'calculated',
        manual: false,
        message: null,
      };
      happened.push({ type: 'Observed', accession, test, reading, analyzer: null, run: null, key: null });
    }
  return happened;
}

function callDue(lis: Lis, event: Event<'Released'> | Event<'Corrected'>, rules: Rules): Happened[] {
  if (event.flag !== 'LL' && event.flag !== 'HH') return [];
  const by = event.at + rules.call.completeMinutes * 60;
  return [
    {
      type: 'CallDue',
      call: `C${event.seq}`,
      accession: event.accession,
      test: event.test,
      version: event.version,
      by,
    },
  ];
}

/** Results of a channel that are measured and not yet out are held the moment its control run is rejected. */
const holdChannel = (
  lis: Lis,
  channel: { analyzer: string; analyte: string },
  says: string,
  rules: Rules,
): Happened[] =>
  measuredSince(lis, channel, null, rules).flatMap((key) => {
    const result = lis.results.get(key)!;
    if (result.state.status !== 'observed' || (result.analyzer ?? channel.analyzer) !== channel.analyzer)
      return [];
    if (result.test === channel.analyte && qualityFault(lis, result, rules) === null) return [];
    return [
      {
        type: 'AutoHeld' as const,
        accession: result.accession,
        test: result.test,
        holds: [
          {
            id: result.test === channel.analyte ? 'quality' : `part:${channel.analyte}`,
            kind: 'quality' as const,
            says,
          },
        ],
      },
    ];
  });

const REACTIONS: Reactions = {
  MessageFiled: (lis, e, rules) => [
    ...e.about.flatMap((key) => judge(lis, lis.results.get(key), rules)),
    ...calculated(lis, e.about, rules),
  ],
  Observed: (lis, e, rules) =>
    e.reading.manual || e.analyzer === null
      ? judge(lis, lis.results.get(keyOf(e.accession, e.test)), rules)
      : [],
  ReadingChosen: (lis, e, rules) => judge(lis, lis.results.get(keyOf(e.accession, e.test)), rules),
  Released: callDue,
  Corrected: callDue,
  QcRejected: (lis, e, rules) => holdChannel(lis, e, `control run ${e.run} was rejected`, rules),
  AnalyzerHeld: (lis, e, rules) => holdChannel(lis, e, e.why, rules),
  SpecimenHeld: (lis, e) =>
    [...lis.results.values()].flatMap((r) =>
      r.accession === e.accession && r.state.status === 'observed'
        ? [
            {
              type: 'AutoHeld' as const,
              accession: r.accession,
              test: r.test,
              holds: [{ id: 'specimen', kind: 'specimen' as const, says: `the specimen is held: ${e.why}` }],
            },
          ]
        : [],
    ),
  SpecimenFreed: (lis, e) =>
    [...lis.results.values()].flatMap((r) =>
      r.accession === e.accession &&
      r.state.status === 'observed' &&
      r.state.holds.some((h) => h.id === 'specimen')
        ? [
            {
              type: 'HoldLifted' as const,
              accession: r.accession,
              test: r.test,
              hold: 'specimen',
              why: e.why,
              outside: false,
            },
          ]
        : [],
    ),
};

/** What follows from a line by itself, by policy and not by anybody's wish. */
export function react(lis: Lis, event: Event, rules: Rules): Happened[] {
  const reaction = REACTIONS[event.type] as
    ((lis: Lis, event: Event, rules: Rules) => Happened[]) | undefined;
  return reaction?.(lis, event, rules) ?? [];
}
