import { keyOf, type Lis, type Result } from '../lis/index.ts';
import type { Shift } from '../shift/index.ts';
import type { Credit, Decision } from './decision.ts';
import { containerOf, critical, behind } from './truth.ts';
import { harmsOf } from './harm.ts';

const INDICES = new Set(['hidx', 'iidx', 'lidx']);

/**
 * Everything that had to be decided in a shift, beside what the gold robot decided on the same seed from the same view. Only what
 * the shift began with is compared; what was drawn again is routine.
 */
export function decisionsOf(shift: Shift, gold: Shift): Decision[] {
  const first = firstAccessions(gold);
  return [
    ...first.flatMap((a) => atReception(shift, gold, a)),
    ...first.flatMap((a) => judgement(shift, gold, a)),
    ...channels(shift, gold),
    ...people(shift, gold),
    ...records(shift, gold),
    ...first.flatMap((a) => flow(shift, a)),
  ];
}

/** Specimens that came for orders of the scenario, not those that were asked for again. */
const firstAccessions = (shift: Shift): string[] => {
  const again = new Set(shift.ledger.events.flatMap((e) => (e.type === 'RecollectRequested' ? [e.as] : [])));
  return [...shift.ledger.lis.specimens.values()]
    .filter((s) => !again.has(s.accession) && containerOf(shift, s.accession) !== null)
    .map((s) => s.accession);
};

const nameOf = (shift: Shift, accession: string): string => {
  const { family, given } = shift.ledger.lis.identities.get(shift.ledger.lis.specimens.get(accession)!.mrn)!;
  return `${accession}, ${family}, ${given}`;
};

function received(lis: Lis, accession: string): string {
  const state = lis.specimens.get(accession)?.state;
  if (!state || state.status === 'expected' || state.status === 'arrived') return 'left lying';
  if (state.status === 'rejected') return `rejected as ${state.reason}`;
  return state.status === 'accepted' && state.exception ? 'accepted by exception' : 'accepted';
}

function atReception(shift: Shift, gold: Shift, accession: string): Decision[] {
  const [should, did] = [received(gold.ledger.lis, accession), received(shift.ledger.lis, accession)];
  const base = {
    id: `reception/${accession}`,
    domain: 'identity' as const,
    subject: accession,
    about: nameOf(shift, accession),
    gold: should,
    did,
  };
  const say = (credit: Credit): Decision[] => [{ ...base, credit }];
  if (did === should) return say(1);
  if (should.startsWith('rejected')) {
    if (did.startsWith('rejected')) return say(0.5);
    return say(did.startsWith('accepted') && wentOut(shift, accession) ? -1 : 0);
  }
  if (did.startsWith('rejected')) return say(behind(shift, accession, '').patient.hardToDraw ? 0 : 0.6);
  return say(0);
}

const wentOut = (shift: Shift, accession: string): boolean =>
  resultsOf(shift, accession).some((r) => r.state.status === 'released');
const resultsOf = (shift: Shift, accession: string): Result[] =>
  (shift.ledger.lis.specimens.get(accession)?.tests ?? [])
    .filter((t) => !INDICES.has(t))
    .map((t) => shift.ledger.lis.results.get(keyOf(accession, t))!);

/** What became of a result, in words that compare. */
function fate(result: Result | undefined): string {
  if (!result) return 'not there';
  if (result.state.status === 'released') {
    const last = result.state.versions.at(-1)!;
    const how =
      last.reading.method === null || last.reading.method === 'repeat' ? '' : ` (${last.reading.method})`;
    return last.kind === 'retracted'
      ? 'retracted'
      : `${last.kind === 'corrected' ? 'corrected' : 'reported'}${how}`;
  }
  return result.state.status === 'not-reported' ? 'not reported' : 'left open';
}

/** A specimen whose results needed a thought: something was held, or gold did not just let everything out. */
function judgement(shift: Shift, gold: Shift, accession: string): Decision[] {
  if (
    received(gold.ledger.lis, accession).startsWith('rejected') &&
    !gold.ledger.events.some((e) => e.type === 'Observed' && e.accession === accession)
  )
    return [];
  const tests = resultsOf(gold, accession).map((r) => r.test);
  const should = new Map(tests.map((t) => [t, fate(gold.ledger.lis.results.get(keyOf(accession, t)))]));
  const held = gold.ledger.events.some(
    (e) => e.type === 'AutoHeld' && e.accession === accession && e.at >= gold.opens,
  );
  const plain = [...should.values()].every((f) => f === 'reported');
  if (plain && !held) return [];
  const did = new Map(tests.map((t) => [t, fate(shift.ledger.lis.results.get(keyOf(accession, t)))]));
  const different = tests.filter((t) => did.get(t) !== should.get(t));
  const harmful = harmsOf(shift).some((h) => h.accession === accession && h.points >= 3);
  const open = different.some((t) => did.get(t) === 'left open');
  const cautious = different.every((t) => did.get(t) === 'not reported');
  const credit: Credit = different.length === 0 ? 1 : harmful ? -1 : open ? 0 : cautious ? 0.6 : 0.5;
  return [
    {
      id: `judgement/${accession}`,
      domain: 'judgement',
      subject: accession,
      about: nameOf(shift, accession),
      gold: told(should),
      did: told(did),
      credit,
    },
  ];
}

/** `reported: na, cl; not reported: k`. */
function told(fates: ReadonlyMap<string, string>): string {
  const by = Map.groupBy([...fates], ([, f]) => f);
  return [...by].map(([f, its]) => `${f}: ${its.map(([t]) => t).join(', ')}`).join('; ');
}

/** Channels whose controls were rejected, or that somebody stopped. */
function channels(shift: Shift, gold: Shift): Decision[] {
  const causeOf = (s: Shift, key: string) =>
    s.ledger.events.find(
      (e) => e.type === 'CauseRecorded' && e.at >= s.opens && `${e.analyzer}/${e.analyte}` === key,
    );
  const keys = [
    ...new Set(
      gold.ledger.events.flatMap((e) =>
        e.at >= gold.opens && (e.type === 'QcRejected' || e.type === 'AnalyzerHeld')
          ? [`${e.analyzer}/${e.analyte}`]
          : [],
      ),
    ),
  ];
  return keys.flatMap((key): Decision[] => {
    const [should, did] = [causeOf(gold, key), causeOf(shift, key)];
    const says = (e: typeof should) => (e?.type === 'CauseRecorded' ? e.cause : 'no cause found');
    const runs = shift.ledger.events.filter(
      (e) =>
        e.type === 'QcRun' &&
        e.at >= shift.opens &&
        `${e.analyzer}/${e.analyte}` === key &&
        !(did && e.seq > did.seq),
    ).length;
    const credit: Credit = says(should) === says(did) ? (runs > 3 ? 0.6 : 1) : did ? 0.5 : 0;
    const look = (s: Shift) =>
      s.ledger.lis.lookBacks.filter((l) => `${l.analyzer}/${l.analyte}` === key && l.results.length > 0);
    const looked =
      look(gold).length === 0
        ? []
        : [
            {
              id: `look-back/${key}`,
              domain: 'quality' as const,
              subject: key,
              about: key,
              gold: 'looked back',
              did: look(shift).every((l) => l.closed !== null) ? 'looked back' : 'did not look back',
              credit: (look(shift).every((l) => l.closed !== null) ? 1 : 0) as Credit,
            },
          ];
    return [
      {
        id: `cause/${key}`,
        domain: 'quality',
        subject: key,
        about: key,
        gold: says(should),
        did: says(did),
        credit,
      },
      ...looked,
    ];
  });
}

/** Calls, rings, and who was asked. */
function people(shift: Shift, gold: Shift): Decision[] {
  const found: Decision[] = [];
  for (const call of shift.ledger.lis.calls.values()) {
    const { truth } = behind(shift, call.accession, call.test);
    if (truth === null || !critical(shift, call.test, truth)) continue;
    const done =
      call.state.status === 'done'
        ? call.state.at <= call.by
          ? 'called in time, read back'
          : 'called late'
        : 'not called';
    found.push({
      id: `call/${call.id}`,
      domain: 'communication',
      subject: call.accession,
      about: `${call.test} of ${nameOf(shift, call.accession)}`,
      gold: 'called in time, read back',
      did: done,
      credit: done === 'not called' ? -1 : done === 'called late' ? 0.6 : 1,
    });
  }
  for (const [id, ring] of shift.rings) {
    const written = shift.scenario.happens[ring.index]!;
    const chosen = written.choices.find((c) => c.id === ring.answered);
    const sound = written.choices.find((c) => c.sound)!;
    found.push({
      id: `ring/${id}`,
      domain: 'communication',
      subject: id,
      about: written.says,
      gold: sound.says,
      did: chosen?.says ?? 'let it ring',
      credit: chosen?.sound ? 1 : chosen ? -1 : 0,
    });
  }
  const asked = (s: Shift) =>
    new Set(s.ledger.events.flatMap((e) => (e.type === 'Escalated' ? [e.subject] : [])));
  const [should, did] = [asked(gold), asked(shift)];
  for (const subject of should)
    found.push({
      id: `escalation/${subject}`,
      domain: 'communication',
      subject,
      about: subject,
      gold: 'asked somebody with the authority',
      did: did.has(subject) ? 'asked' : 'did not ask',
      credit: did.has(subject) ? 1 : 0,
    });
  for (const subject of did)
    if (!should.has(subject))
      found.push({
        id: `escalation/${subject}`,
        domain: 'communication',
        subject,
        about: subject,
        gold: 'decided alone: it was in scope',
        did: 'asked',
        credit: 0.85,
      });
  return found;
}

/** Corrected reports, retractions, incidents, reconciliation. */
function records(shift: Shift, gold: Shift): Decision[] {
  const kinds = ['Corrected', 'Retracted', 'IncidentFiled', 'Reconciled', 'HandoverGiven'] as const;
  const subjectsOf = (s: Shift, type: (typeof kinds)[number]) =>
    new Set(
      s.ledger.events.flatMap((e) =>
        e.type !== type || e.at < s.opens
          ? []
          : 'accession' in e && 'test' in e
            ? [keyOf(e.accession, e.test)]
            : 'subject' in e
              ? [e.subject]
              : [type],
      ),
    );
  const words = {
    Corrected: 'corrected the report',
    Retracted: 'retracted the report',
    IncidentFiled: 'filed an incident',
    Reconciled: 'reconciled it',
    HandoverGiven: 'handed over',
  };
  return kinds.flatMap((type) => {
    const did = subjectsOf(shift, type);
    return [...subjectsOf(gold, type)].map((subject): Decision => ({
      id: `${type}/${subject}`,
      domain: 'record',
      subject: subject.split('/')[0]!,
      about: subject,
      gold: words[type],
      did: did.has(subject) ? words[type] : 'did not',
      credit: did.has(subject) ? 1 : 0,
    }));
  });
}

/** Urgent specimens in their time. */
function flow(shift: Shift, accession: string): Decision[] {
  const order = shift.ledger.lis.orders.get(shift.ledger.lis.specimens.get(accession)!.order)!;
  if (order.priority !== 'stat' || !wentOut(shift, accession)) return [];
  const late = harmsOf(shift).some(
    (h) => h.accession === accession && h.what === 'delay' && h.says.startsWith('urgent'),
  );
  return [
    {
      id: `flow/${accession}`,
      domain: 'flow',
      subject: accession,
      about: nameOf(shift, accession),
      gold: 'out in time',
      did: late ? 'out late' : 'out in time',
      credit: late ? 0 : 1,
    },
  ];
}
