import { isoOf, readDate } from '#kernel/dates.ts';
import { accessionOf } from './accession.ts';
import type { Decisions } from './decide.ts';
import type { Identity, Planned } from './event.ts';
import { refuse, type Refusal } from './refusal.ts';
import type { Rules } from './rules.ts';
import { keyOf, type Lis } from './state.ts';

const DAY_SECONDS = 86_400;
/** A day as accession numbers write it: 260105. */
const dayText = (at: number): string =>
  isoOf(Math.floor(at / DAY_SECONDS))
    .slice(2)
    .replaceAll('-', '');

/** The next accession number of a day. */
export const nextAccession = (lis: Lis, at: number, rules: Rules, ahead = 0): string =>
  accessionOf(rules.accession, dayText(at), lis.count + 1 + ahead);

/** Panels taken apart into analytes; null names what is not on the menu. */
export function analytesOf(
  tests: readonly string[],
  rules: Rules,
): { analytes: string[] } | { unknown: string } {
  const analytes = new Set<string>();
  for (const test of tests) {
    const panel = rules.panels.get(test);
    if (panel) panel.analytes.forEach((a) => analytes.add(a));
    else if (rules.analytes.has(test)) analytes.add(test);
    else return { unknown: test };
  }
  return { analytes: [...analytes] };
}

/** Which tubes the analytes need, each the first that its analyte prefers or one that is drawn anyway. */
export function tubesFor(analytes: readonly string[], rules: Rules): { tube: string; tests: string[] }[] {
  const byTube = new Map<string, string[]>();
  for (const test of analytes) {
    const { tubes } = rules.analytes.get(test)!;
    const tube = tubes.find((t) => byTube.has(t)) ?? tubes[0] ?? 'gold';
    byTube.set(tube, [...(byTube.get(tube) ?? []), test]);
  }
  return [...byTube].map(([tube, tests]) => ({ tube, tests }));
}

const planned = (lis: Lis, analytes: readonly string[], at: number, rules: Rules): Planned[] =>
  tubesFor(analytes, rules).map((t, i) => ({ accession: nextAccession(lis, at, rules, i), ...t }));

const CLEAR = new Set(['ltgreen', 'green', 'gold', 'red']);

/** Plasma and serum for chemistry are looked at for hemolysis, icterus and lipemia, whoever ordered what. */
function withIndices(specimen: Planned, rules: Rules): Planned {
  const chemistry =
    CLEAR.has(specimen.tube) && specimen.tests.some((t) => rules.analytes.get(t)?.department === 'chemistry');
  return chemistry ? { ...specimen, tests: [...new Set([...specimen.tests, ...rules.indices])] } : specimen;
}

/** Two identifiers have to be there and agree: a number alone makes nobody the same patient. */
function otherPerson(lis: Lis, identity: Identity): Refusal | null {
  const born = readDate(identity.born);
  if (born === null || born.earliest !== born.latest)
    return refuse(
      'input',
      `${JSON.stringify(identity.born)} is no day of birth: a patient needs two identifiers`,
    );
  if (identity.mrn.trim() === '') return refuse('input', 'the patient has no medical record number');
  const known = lis.identities.get(identity.mrn);
  if (!known || (known.born === identity.born && known.family === identity.family)) return null;
  return refuse(
    'input',
    `medical record number ${identity.mrn} belongs to ${known.family}, ${known.given}, born ${known.born}`,
  );
}

export const decideOrder: Pick<Decisions, 'register' | 'order' | 'cancel' | 'add on' | 'prioritize'> = {
  register: (lis, c) => otherPerson(lis, c.identity) ?? [{ type: 'IdentityTold', identity: c.identity }],
  order: (lis, c, asking, rules) => {
    const other = otherPerson(lis, c.identity);
    if (other) return other;
    if (c.placer && lis.placers.has(c.placer)) return refuse('state', `order ${c.placer} is here already`);
    const read = analytesOf(c.tests, rules);
    if ('unknown' in read) return refuse('unknown', `there is no test ${read.unknown}`);
    if (read.analytes.length === 0) return refuse('input', 'an order names at least one test');
    const specimens = (c.specimens ?? planned(lis, read.analytes, asking.at, rules)).map((s) =>
      withIndices(s, rules),
    );
    const taken = specimens.find((s) => lis.specimens.has(s.accession));
    if (taken)
      return refuse('state', `accession ${taken.accession} is taken: two specimens never share a number`);
    const { do: _, specimens: __, ...order } = c;
    return [{ type: 'OrderReceived', order: `O${lis.count + 1}`, ...order, tests: read.analytes, specimens }];
  },
  cancel: (lis, c) => {
    const order = lis.orders.get(c.order);
    if (!order) return refuse('unknown', `there is no order ${c.order}`);
    const done = c.tests.find((t) =>
      order.accessions.some((a) => lis.results.get(keyOf(a, t))?.state.status === 'released'),
    );
    if (done)
      return refuse('state', `${done} is reported already; a correction is needed, not a cancellation`);
    return [{ type: 'OrderCancelled', order: c.order, tests: c.tests, why: c.why }];
  },
  'add on': (lis, c, _asking, rules) => {
    const specimen = lis.specimens.get(c.accession);
    if (!specimen) return refuse('unknown', `there is no specimen ${c.accession}`);
    const status = specimen.state.status;
    if (status === 'rejected' || status === 'discarded')
      return refuse('state', `specimen ${c.accession} was ${status}`);
    const read = analytesOf(c.tests, rules);
    if ('unknown' in read) return refuse('unknown', `there is no test ${read.unknown}`);
    const wrong = read.analytes.find((a) => !rules.analytes.get(a)!.tubes.includes(specimen.tube));
    if (wrong) return refuse('input', `${rules.analytes.get(wrong)!.name} cannot be done from this tube`);
    const there = read.analytes.filter((a) => specimen.tests.includes(a));
    if (there.length === read.analytes.length) return refuse('state', 'all of that is ordered already');
    return [
      {
        type: 'AddOnRequested',
        order: specimen.order,
        accession: c.accession,
        tests: read.analytes.filter((a) => !there.includes(a)),
      },
    ];
  },
  prioritize: (lis, c) =>
    lis.orders.has(c.order)
      ? [{ type: 'PriorityChanged', order: c.order, priority: c.priority }]
      : refuse('unknown', `there is no order ${c.order}`),
};
