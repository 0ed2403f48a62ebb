import type { Reading } from './event.ts';
import type { Evolution } from './evolve.ts';
import { keyOf, type Lis, type Result, type Version } from './state.ts';

const resultOf = (lis: Lis, e: { accession: string; test: string }): Result => {
  const found = lis.results.get(keyOf(e.accession, e.test));
  if (!found) throw new Error(`no result ${keyOf(e.accession, e.test)}`);
  return found;
};

/** What a reading says, to tell a repeat from a contradiction. */
export const saysOf = (reading: Pick<Reading, 'value' | 'text' | 'beyond'>): string =>
  `${reading.beyond ?? ''}${reading.value ?? reading.text ?? 'nothing'}`;

const readingOf = (result: Result, n: number) => {
  const found = result.readings.find((r) => r.n === n);
  if (!found) throw new Error(`no reading ${n} of ${keyOf(result.accession, result.test)}`);
  return found;
};

function remember(lis: Lis, result: Result): void {
  const key = `${result.mrn}/${result.test}`;
  const others = (lis.priors.get(key) ?? []).filter((p) => p.accession !== result.accession);
  const last = result.state.status === 'released' ? result.state.versions.at(-1)! : null;
  const value = last && last.kind !== 'retracted' ? last.reading.value : null;
  const at = lis.specimens.get(result.accession)?.collectedAt ?? last?.at ?? lis.now;
  const all = value === null ? others : [...others, { at, value, accession: result.accession }];
  lis.priors.set(
    key,
    all.sort((a, b) => a.at - b.at),
  );
}

function addVersion(lis: Lis, result: Result, version: Version): void {
  if (result.state.status === 'released') result.state.versions.push(version);
  else result.state = { status: 'released', versions: [version] };
  remember(lis, result);
}

export const evolveResult: Evolution = {
  Observed: (lis, e) => {
    const result = resultOf(lis, e);
    if (e.key !== null && e.reading.message !== null)
      lis.inbound.set(e.key, { message: e.reading.message, says: saysOf(e.reading) });
    result.readings.push(e.reading);
    if (lis.downtime) lis.unreconciled.add(keyOf(e.accession, e.test));
    result.rerun = null;
    if (result.state.status === 'released' || result.state.status === 'not-reported') return;
    result.chosen = e.reading.n;
    result.analyzer = e.analyzer;
    result.run = e.run;
    result.state = { status: 'observed', holds: [] };
    result.lifted = [];
    result.secondRead = null;
  },
  ReadingChosen: (lis, e) => {
    const result = resultOf(lis, e);
    result.chosen = e.reading;
    if (result.state.status === 'observed') result.state = { status: 'observed', holds: [] };
    result.lifted = [];
  },
  AutoHeld: (lis, e) => {
    const { state } = resultOf(lis, e);
    if (state.status === 'observed')
      state.holds = [...state.holds.filter((h) => !e.holds.some((n) => n.id === h.id)), ...e.holds];
  },
  HoldLifted: (lis, e) => {
    const result = resultOf(lis, e);
    if (result.state.status === 'observed')
      result.state.holds = result.state.holds.filter((h) => h.id !== e.hold);
    result.lifted.push({ hold: e.hold, by: e.actor.id, why: e.why, outside: e.outside });
  },
  RerunRequested: (lis, e) => void (resultOf(lis, e).rerun = { method: e.method, why: e.why, at: e.at }),
  SecondRead: (lis, e) => void (resultOf(lis, e).secondRead = { by: e.actor.id, agrees: e.agrees }),
  CommentAdded: (lis, e) => void resultOf(lis, e).comments.push(e.text),
  Verified: (lis, e) => void (resultOf(lis, e).state = { status: 'verified' }),
  AutoVerified: (lis, e) => void (resultOf(lis, e).state = { status: 'verified' }),
  Released: (lis, e) => {
    const result = resultOf(lis, e);
    addVersion(lis, result, {
      n: e.version,
      at: e.at,
      by: e.actor.id,
      kind: 'first',
      reading: readingOf(result, e.reading),
      flag: e.flag,
      comments: e.comments,
      why: null,
      told: null,
    });
  },
  Corrected: (lis, e) => {
    const result = resultOf(lis, e);
    addVersion(lis, result, {
      n: e.version,
      at: e.at,
      by: e.actor.id,
      kind: 'corrected',
      reading: readingOf(result, e.reading),
      flag: e.flag,
      comments: [...result.comments],
      why: e.why,
      told: e.told,
    });
  },
  Retracted: (lis, e) => {
    const result = resultOf(lis, e);
    if (result.state.status !== 'released') throw new Error('nothing to retract');
    const { reading } = result.state.versions.at(-1)!;
    addVersion(lis, result, {
      n: e.version,
      at: e.at,
      by: e.actor.id,
      kind: 'retracted',
      reading,
      flag: null,
      comments: [...result.comments],
      why: e.why,
      told: e.told,
    });
  },
  NotReported: (lis, e) => void (resultOf(lis, e).state = { status: 'not-reported', why: e.why }),
};
