import type { Orders } from '../wire/hl7/index.ts';
import { accessionFault } from './accession.ts';
import { analyteBehind, isParked, type Parked } from './filing.ts';
import type { Asking } from './command.ts';
import { decide } from './decide.ts';
import type { Happened, Identity, Planned, Priority } from './event.ts';
import { isRefusal } from './refusal.ts';
import type { Rules } from './rules.ts';
import type { Lis } from './state.ts';

/** One thing asked for, whatever the protocol said it in. */
export type AskedFor = {
  control: 'new' | 'cancel' | 'change' | 'status';
  placer: string | null;
  code: string;
  priority: Priority;
  specimen: string | null;
  clinical: string | null;
};
export type Requests = { identity: Identity | null; requests: readonly AskedFor[] };

const CONTROL: { [control: string]: AskedFor['control'] } = {
  NW: 'new',
  CA: 'cancel',
  DC: 'cancel',
  XO: 'change',
  SC: 'status',
};
const PRIORITY: { [code: string]: Priority } = { S: 'stat', A: 'urgent', R: 'routine' };

export function hl7Orders({ patient, orders }: Orders): Requests {
  const id = patient?.ids.find((i) => i.type === 'MR') ?? patient?.ids[0];
  const identity =
    patient && id
      ? ({
          mrn: id.id,
          family: patient.family,
          given: patient.given,
          born: (patient.born ?? '').slice(0, 10),
          sex: patient.sex === 'F' || patient.sex === 'M' ? patient.sex : null,
        } as const)
      : null;
  return {
    identity,
    requests: orders.map((o) => ({
      control: CONTROL[o.control] ?? 'status',
      placer: o.placer,
      code: o.service.code,
      priority: PRIORITY[o.priority ?? 'R'] ?? 'routine',
      specimen: o.specimen?.id ?? null,
      clinical: o.comments.join(' ') || null,
    })),
  };
}

/** Panels and analytes behind a code, ours or LOINC. */
export function testBehind(code: string, rules: Rules): string | null {
  if (rules.panels.has(code.toLowerCase())) return code.toLowerCase();
  for (const [id, panel] of rules.panels) if (panel.loinc === code) return id;
  return analyteBehind(code, rules);
}

/** Orders of one message, all or none. */
export function fileOrders(
  lis: Lis,
  { identity, requests }: Requests,
  asking: Asking,
  rules: Rules,
): Happened[] | Parked {
  const fresh = requests.filter((r) => r.control === 'new');
  const happened: Happened[] = [];
  for (const request of requests.filter((r) => r.control === 'cancel' || r.control === 'change')) {
    const order = lis.orders.get(lis.placers.get(request.placer ?? '') ?? '');
    if (!order)
      return { park: `there is no order ${request.placer ?? 'without a number'} to ${request.control}` };
    const decided = decide(
      lis,
      request.control === 'cancel'
        ? { do: 'cancel', order: order.id, tests: order.tests, why: 'cancelled by the sender' }
        : { do: 'prioritize', order: order.id, priority: request.priority },
      asking,
      rules,
    );
    if (isRefusal(decided)) return { park: decided.refused };
    happened.push(...decided);
  }
  if (fresh.length === 0) return happened;
  if (!identity) return { park: 'new orders name no patient' };
  if (!/^\d{4}-\d{2}-\d{2}$/.test(identity.born))
    return { park: 'the day of birth is missing: a patient needs two identifiers' };
  for (const group of byPlacer(fresh)) {
    const made = newOrder(lis, identity, group, asking, rules, happened);
    if (isParked(made)) return made;
    happened.push(...made);
  }
  return happened;
}

const byPlacer = (requests: readonly AskedFor[]): AskedFor[][] => [
  ...Map.groupBy(requests, (r) => r.placer ?? '').values(),
];

function newOrder(
  lis: Lis,
  identity: Identity,
  group: AskedFor[],
  asking: Asking,
  rules: Rules,
  before: readonly Happened[],
): Happened[] | Parked {
  const tests: string[] = [];
  for (const request of group) {
    const test = testBehind(request.code, rules);
    if (test === null) return { park: `there is no test ${request.code} here` };
    tests.push(test);
  }
  const specimens = plannedOf(group, tests, rules);
  if (specimens !== null && isParked(specimens)) return specimens;
  const first = group[0]!;
  // Two orders of one message count on from each other.
  const ahead = before
    .filter((e) => e.type === 'OrderReceived')
    .reduce((n, e) => n + (e.type === 'OrderReceived' ? e.specimens.length + 1 : 0), 0);
  const decided = decide(
    { ...lis, count: lis.count + ahead },
    {
      do: 'order',
      identity,
      tests,
      priority: first.priority,
      ward: '',
      ...(first.clinical ? { clinical: first.clinical } : {}),
      ...(first.placer ? { placer: first.placer } : {}),
      ...(specimens ? { specimens } : {}),
    },
    asking,
    rules,
  );
  return isRefusal(decided) ? { park: decided.refused } : decided;
}

/** Where the sender numbered the specimen, its number is kept if it is sound; else we number it. */
function plannedOf(group: AskedFor[], tests: string[], rules: Rules): Planned[] | Parked | null {
  const named = new Map<string, string[]>();
  for (const [i, request] of group.entries())
    if (request.specimen) named.set(request.specimen, [...(named.get(request.specimen) ?? []), tests[i]!]);
  if (named.size === 0) return null;
  const planned: Planned[] = [];
  for (const [accession, its] of named) {
    const fault = accessionFault(accession, rules.accession);
    if (fault) return { park: `specimen number ${accession}: ${fault}` };
    const analytes = its.flatMap((t) => rules.panels.get(t)?.analytes ?? [t]);
    planned.push({
      accession,
      tube: rules.panels.get(its[0]!)?.tube ?? rules.analytes.get(analytes[0]!)?.tubes[0] ?? 'gold',
      tests: [...new Set(analytes)],
    });
  }
  return planned;
}
