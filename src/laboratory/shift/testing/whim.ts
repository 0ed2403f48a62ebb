import type { Deed, View } from '../index.ts';

/** Something that can be tried at a bench, sensible or not, chosen by three numbers from 0 to 1. */
export function whim(view: View, [kind, which, how]: readonly [number, number, number]): Deed {
  const of = <T>(list: readonly T[]): T | undefined => list[Math.floor(which * list.length)];
  const container = of(view.containers)?.id ?? 'T9';
  const specimen = of(view.specimens);
  const accession = specimen?.accession ?? 'A1';
  const result = of(view.results);
  const test = result?.test ?? 'k';
  const call = of(view.calls)?.id ?? 'C1';
  const lis = (command: Extract<Deed, { deed: 'lis' }>['command']): Deed => ({ deed: 'lis', command });
  const at = { accession: result?.accession ?? accession, test };
  const all: Deed[] = [
    { deed: 'look', container },
    { deed: 'sticks', container },
    { deed: 'scan', container },
    { deed: 'type accession', container, accession },
    { deed: 'label', container, accession },
    { deed: 'spin', containers: view.containers.map((c) => c.id).slice(0, 1 + Math.floor(how * 4)) },
    { deed: 'pour off', container },
    {
      deed: 'load',
      analyzer: of(view.analyzers)?.id ?? 'x',
      containers: [container],
      ...(how > 0.7 ? { how: 'diluted 10' as const } : {}),
    },
    { deed: 'controls', analyzer: 'chem1', analytes: ['k', 'na'], vial: how > 0.5 ? 'fresh' : 'same' },
    { deed: 'calibrate', analyzer: 'chem1', analyte: 'k' },
    { deed: 'slide', container },
    { deed: 'ask', about: how > 0.5 ? 'treatment' : 'draw', order: specimen?.order ?? 'O1' },
    { deed: 'recollect', accession, tests: specimen?.tests ?? [], told: 'the ward' },
    { deed: 'wait', minutes: Math.floor(how * 12) },
    { deed: 'wait for next' },
    lis({ do: 'accept', accession, container }),
    lis({
      do: 'reject',
      accession,
      reason: how > 0.5 ? 'clotted' : 'no such reason',
      tests: 'all',
      told: how > 0.2 ? 'the ward' : '',
    }),
    lis({
      do: 'verify',
      results: [at],
      lift:
        result?.state.status === 'observed'
          ? Object.fromEntries(result.state.holds.map((h) => [h.id, 'tried']))
          : {},
    }),
    lis({
      do: 'verify',
      results: view.results.slice(0, 5).map((r) => ({ accession: r.accession, test: r.test })),
      lift: {},
    }),
    lis({ do: 'do not report', ...at, why: 'tried' }),
    lis({ do: 'enter', ...at, value: how * 100, text: null, method: null }),
    lis({ do: 'comment', ...at, text: 'a word' }),
    lis({
      do: 'correct',
      ...at,
      reading: 1 + Math.floor(how * 3),
      why: 'tried',
      told: 'the ward',
      second: 'somebody',
    }),
    lis({ do: 'retract', ...at, why: 'tried', told: 'the ward', second: 'somebody' }),
    lis({ do: 'hold specimen', accession, why: 'tried' }),
    lis({ do: 'free specimen', accession, why: 'tried' }),
    lis({ do: 'call', call, to: 'the ward' }),
    lis({ do: 'give identifiers', call, identifiers: ['a', 'b'] }),
    lis({ do: 'confirm read-back', call }),
    lis({
      do: 'escalate',
      to: 'mls',
      subject: accession,
      what: 'something',
      evidence: 'what was seen of it',
      done: '',
      need: 'help',
    }),
    lis({ do: 'stop testing', analyzer: 'hem1', analyte: 'wbc', why: 'tried' }),
    lis({ do: 'record cause', analyzer: 'hem1', analyte: 'wbc', cause: 'probe', says: 'worn' }),
    lis({ do: 'file incident', subject: accession, says: 'tried' }),
  ];
  return all[Math.floor(kind * all.length)]!;
}
