import type { Order as WireOrder, Patient, SpecimenInfo } from '../wire/hl7/index.ts';
import type { Asking } from './command.ts';
import type { Rules } from './rules.ts';
import { keyOf, type Lis, type Specimen } from './state.ts';
import { isoTime } from './time.ts';

/** Tests of one specimen that an analyzer may run now. */
export type Work = { tests: string[]; specimen: SpecimenInfo; patient: Patient | null; orders: WireOrder[] };

/** Still to be measured: never read, or asked for again. */
export const isOpen = (lis: Lis, accession: string, test: string): boolean => {
  const result = lis.results.get(keyOf(accession, test));
  return result !== undefined && (result.state.status === 'pending' || result.rerun !== null);
};

/** What a host query is answered with: accepted specimens and their open tests, one specimen or all. */
export function openWork(
  lis: Lis,
  analyzer: string,
  accession: string | null,
  asking: Asking,
  rules: Rules,
): Work[] {
  const specimens =
    accession === null
      ? [...lis.specimens.values()]
      : [lis.specimens.get(accession)].filter((s) => s !== undefined);
  return specimens.flatMap((specimen) => {
    if (specimen.state.status !== 'accepted' && specimen.state.status !== 'stored') return [];
    const runs = rules.runs(analyzer);
    const tests = specimen.tests.filter(
      (t) => isOpen(lis, specimen.accession, t) && (runs === null || runs.has(t)) && !rules.calculated.has(t),
    );
    return tests.length === 0 ? [] : [workOf(lis, specimen, tests, asking, rules)];
  });
}

function workOf(lis: Lis, specimen: Specimen, tests: string[], asking: Asking, rules: Rules): Work {
  const identity = lis.identities.get(specimen.mrn)!;
  const order = lis.orders.get(specimen.order)!;
  const collected = specimen.collectedAt === null ? null : isoTime(specimen.collectedAt);
  const received = 'at' in specimen.state ? isoTime(specimen.state.at) : null;
  return {
    tests,
    specimen: {
      id: specimen.accession,
      filler: null,
      container: specimen.accession,
      carrier: null,
      position: null,
      tray: null,
      type: { code: specimenType(specimen.tube), text: '', system: 'HL70487' },
      role: 'P',
      collected,
      received,
      available: null,
      rejected: [],
      condition: null,
    },
    patient: {
      ids: [{ id: identity.mrn, authority: 'BENCH', type: 'MR' }],
      family: identity.family,
      given: identity.given,
      middle: '',
      born: identity.born,
      sex: identity.sex,
    },
    orders: tests.map((test) => {
      const analyte = rules.analytes.get(test)!;
      const service = analyte.loinc
        ? { code: analyte.loinc, text: analyte.name, system: 'LN' }
        : { code: test, text: analyte.name, system: 'L' };
      return {
        control: 'NW',
        placer: keyOf(specimen.accession, test),
        filler: null,
        service,
        priority: order.priority === 'routine' ? 'R' : 'S',
        ordered: isoTime(order.orderedAt),
        collected: null,
        comments: [],
        deletes: [],
      };
    }),
  };
}

/** HL70487 for what a tube gives. */
export const specimenType = (tube: string): string =>
  tube === 'ucup'
    ? 'UR'
    : tube === 'lav' || tube === 'abg'
      ? 'WB'
      : tube === 'gold' || tube === 'red'
        ? 'SER'
        : 'PLAS';
