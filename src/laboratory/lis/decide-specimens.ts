import { accessionFault } from './accession.ts';
import { beyondScope } from './authority.ts';
import type { Decisions } from './decide.ts';
import { nextAccession } from './decide-orders.ts';
import { refuse, type Refusal } from './refusal.ts';
import type { Rules } from './rules.ts';
import type { Lis, Specimen, SpecimenState } from './state.ts';

type Status = SpecimenState['status'];
const SPECIMEN_ACTS = [
  'collected', 'scan', 'inspect', 'accept', 'accept with exception', 'reject', 'recollect', 'label', 'spin', 'aliquot', 'hold specimen',
  'free specimen', 'store', 'discard',
] as const; // prettier-ignore

/** The specimen, if it stands in one of these states; else the sentence that says where it stands. */
function inState(lis: Lis, accession: string, states: readonly Status[]): Specimen | Refusal {
  const found = lis.specimens.get(accession);
  if (!found) return refuse('unknown', `there is no specimen ${accession}`);
  if (!states.includes(found.state.status))
    return refuse(
      'state',
      `specimen ${accession} is ${found.state.status}; it would have to be ${states.join(' or ')}`,
    );
  return found;
}

const isRefused = (value: Specimen | Refusal): value is Refusal => 'refused' in value;

/** Somebody who may approve a late label was asked about this specimen, and agreed. */
const approvedFor = (lis: Lis, accession: string, rules: Rules): boolean =>
  [...lis.escalations.values()].some(
    (e) =>
      e.subject === accession &&
      e.answered?.allow === true &&
      rules.may('late-label-exception', e.to) === 'yes',
  );

export const decideSpecimen: Pick<Decisions, (typeof SPECIMEN_ACTS)[number]> = {
  collected: (lis, c) => {
    const found = inState(lis, c.accession, ['expected']);
    return isRefused(found)
      ? found
      : [{ type: 'Collected', accession: c.accession, collectedAt: c.collectedAt, collector: c.collector }];
  },
  scan: (lis, c, _asking, rules) => {
    const fault = accessionFault(c.scanned, rules.accession);
    const found = lis.specimens.get(c.scanned);
    if (fault || !found) return [{ type: 'ScanMismatched', scanned: c.scanned, container: c.container }];
    if (
      found.state.status !== 'expected' &&
      'container' in found.state &&
      found.state.container !== c.container
    )
      return refuse(
        'state',
        `accession ${c.scanned} is already on another container: one number, one specimen`,
      );
    const matched = { type: 'ScanMatched', accession: c.scanned, container: c.container } as const;
    return found.state.status === 'expected'
      ? [{ type: 'Arrived', accession: c.scanned, container: c.container }, matched]
      : [matched];
  },
  inspect: (_lis, c) => [{ type: 'Inspected', container: c.container, accession: c.accession, sees: c.sees }],
  accept: (lis, c, asking, rules) => {
    const found = inState(lis, c.accession, ['expected', 'arrived']);
    if (isRefused(found)) return found;
    const beyond = beyondScope('receive', asking, rules);
    if (beyond) return beyond;
    const arrived = { type: 'Arrived', accession: c.accession, container: c.container } as const;
    const accepted = { type: 'Accepted', accession: c.accession, container: c.container } as const;
    return found.state.status === 'expected' ? [arrived, accepted] : [accepted];
  },
  'accept with exception': (lis, c, asking, rules) => {
    const found = inState(lis, c.accession, ['expected', 'arrived']);
    if (isRefused(found)) return found;
    if (!c.attested.trim() || !c.approved.trim())
      return refuse('input', 'an exception needs the collector’s signed attestation and who approved it');
    const beyond = approvedFor(lis, c.accession, rules)
      ? null
      : beyondScope('late-label-exception', asking, rules);
    if (beyond) return beyond;
    return [
      {
        type: 'AcceptedWithException',
        accession: c.accession,
        container: c.container,
        attested: c.attested,
        approved: c.approved,
      },
    ];
  },
  reject: (lis, c, _asking, rules) => {
    const found = inState(lis, c.accession, ['expected', 'arrived', 'accepted', 'stored']);
    if (isRefused(found)) return found;
    if (!rules.rejections.has(c.reason)) return refuse('input', `${c.reason} is no reason on file`);
    if (!c.told.trim()) return refuse('input', 'say who was told: nobody collects again who does not know');
    const strange = c.tests === 'all' ? undefined : c.tests.find((t) => !found.tests.includes(t));
    if (strange) return refuse('input', `${strange} is not ordered on this specimen`);
    return [{ type: 'Rejected', accession: c.accession, reason: c.reason, tests: c.tests, told: c.told }];
  },
  recollect: (lis, c, asking, rules) => {
    const found = lis.specimens.get(c.accession);
    if (!found) return refuse('unknown', `there is no specimen ${c.accession}`);
    if (c.tube !== undefined && !rules.tubes.has(c.tube))
      return refuse('input', `${c.tube} is no kind of tube`);
    if (found.again) return refuse('state', `it was asked for again already, as ${found.again}`);
    const asked = c.tests.filter((t) => found.tests.includes(t) && !rules.indices.has(t));
    if (asked.length === 0) return refuse('input', 'say which tests are to be collected again');
    // Indices are measured with whatever is measured.
    const tests = [...asked, ...found.tests.filter((t) => rules.indices.has(t))];
    return [
      {
        type: 'RecollectRequested',
        accession: c.accession,
        tests,
        as: nextAccession(lis, asking.at, rules),
        told: c.told,
        ...(c.tube === undefined || c.tube === found.tube ? {} : { tube: c.tube }),
      },
    ];
  },
  label: (_lis, c) => [{ type: 'Labelled', container: c.container, accession: c.accession, how: c.how }],
  spin: (lis, c) => {
    const found = inState(lis, c.accession, ['accepted', 'stored']);
    return isRefused(found)
      ? found
      : [{ type: 'Spun', accession: c.accession, program: c.program, minutes: c.minutes }];
  },
  aliquot: (lis, c) => {
    const found = inState(lis, c.accession, ['accepted', 'stored']);
    return isRefused(found) ? found : [{ type: 'Aliquoted', accession: c.accession, container: c.container }];
  },
  'hold specimen': (lis, c) => {
    const found = inState(lis, c.accession, ['expected', 'arrived', 'accepted', 'stored']);
    return isRefused(found) ? found : [{ type: 'SpecimenHeld', accession: c.accession, why: c.why }];
  },
  'free specimen': (lis, c) => {
    const found = inState(lis, c.accession, ['expected', 'arrived', 'accepted', 'stored']);
    if (isRefused(found)) return found;
    if (found.held === null) return refuse('state', 'nobody holds it');
    return [{ type: 'SpecimenFreed', accession: c.accession, why: c.why }];
  },
  store: (lis, c) => {
    const found = inState(lis, c.accession, ['arrived', 'accepted']);
    return isRefused(found) ? found : [{ type: 'Stored', accession: c.accession, place: c.place }];
  },
  discard: (lis, c) => {
    const found = inState(lis, c.accession, ['rejected', 'stored', 'accepted']);
    if (isRefused(found)) return found;
    const open = found.tests.some((t) =>
      ['pending', 'observed'].includes(lis.results.get(`${c.accession}/${t}`)?.state.status ?? ''),
    );
    if (open) return refuse('state', 'some of its tests are still open');
    return [{ type: 'Discarded', accession: c.accession }];
  },
};
