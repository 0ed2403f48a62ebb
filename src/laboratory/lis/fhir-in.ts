import {
  readOrder,
  readPatient,
  readSpecimen,
  readWork,
  type AnyResource,
  type Named,
  type Problem,
} from '../wire/fhir/index.ts';
import type { Asking, Command } from './command.ts';
import { decide } from './decide.ts';
import type { Happened, Identity } from './event.ts';
import { ACCESSION, MRN, PLACER } from './fhir-out.ts';
import { patientId, type Shelf } from './fhir-shelf.ts';
import { testBehind } from './filing-orders.ts';
import { isRefusal } from './refusal.ts';
import type { Rules } from './rules.ts';
import type { Lis } from './state.ts';
import { timeOf } from './time.ts';

/** What somebody's resource asks of the LIS: lines, and where what it made will stand; or that it stands there already. */
export type Asked =
  | { happened: Happened[]; key: string }
  | { there: string }
  | { kind: 'refused'; why: 'conflict' | 'unprocessable'; problems: Problem[] };

const no = (path: string, problem: string, why: 'conflict' | 'unprocessable' = 'unprocessable'): Asked => ({
  kind: 'refused',
  why,
  problems: [{ path, problem, severity: 'error', code: why === 'conflict' ? 'conflict' : 'business-rule' }],
});
type Given<T extends (resource: never) => unknown> = Parameters<T>[0];
type Asks = (lis: Lis, shelf: Shelf, resource: AnyResource, asking: Asking, rules: Rules) => Asked;

/** The number of a system of ours, else the first that there is. */
const numberIn = (numbers: readonly Named[], system: string): string | null =>
  (numbers.find((n) => n.system === system) ?? numbers[0])?.value ?? null;

function decided(lis: Lis, path: string, command: Command, asking: Asking, rules: Rules, key: (happened: Happened[]) => string): Asked {
  const done = decide(lis, command, asking, rules);
  if (!isRefusal(done)) return { happened: done, key: key(done) };
  return no(path, done.refused, done.kind === 'state' ? 'conflict' : 'unprocessable');
} // prettier-ignore

const createPatient: Asks = (lis, _shelf, resource, asking, rules) => {
  const read = readPatient(resource as Given<typeof readPatient>);
  const mrn = numberIn(read.numbers, MRN);
  if (mrn === null) return no('Patient.identifier', 'names no medical record number');
  if (read.family === null) return no('Patient.name', 'names no family name');
  const sex = read.sex === 'female' ? 'F' : read.sex === 'male' ? 'M' : null;
  const identity: Identity = { mrn, family: read.family, given: read.given.join(' '), born: read.born ?? '', sex }; // prettier-ignore
  const known = lis.identities.get(mrn);
  const key = `Patient/${patientId(mrn)}`;
  if (known && known.family === identity.family && known.born === identity.born && known.given === identity.given && known.sex === sex)
    return { there: key }; // prettier-ignore
  const asked = decided(lis, 'Patient', { do: 'register', identity }, asking, rules, () => key);
  return 'problems' in asked && known ? { ...asked, why: 'conflict' } : asked;
};

const createOrder: Asks = (lis, shelf, resource, asking, rules) => {
  const read = readOrder(resource as Given<typeof readOrder>);
  if ('problems' in read) return { kind: 'refused', why: 'unprocessable', problems: read.problems };
  const { plain } = read;
  const placer = numberIn(plain.numbers, PLACER);
  if (placer === null)
    return no(
      'ServiceRequest.identifier',
      'names no number of the order: sent again it would be ordered twice',
    );
  if (plain.status !== 'active') return no('ServiceRequest.status', 'is not active; only what is to be done is taken'); // prettier-ignore
  if (!plain.intent.endsWith('order')) return no('ServiceRequest.intent', `is ${plain.intent}, which is no order`); // prettier-ignore
  if (plain.specimens.length > 0)
    return no(
      'ServiceRequest.specimen',
      'names a specimen; the laboratory says which tubes it needs, and numbers them',
    );
  const mrn = shelf.mrns.get(plain.patient.replace(/^.*\bPatient\//, ''));
  const identity = mrn === undefined ? undefined : lis.identities.get(mrn);
  if (!identity) return no('ServiceRequest.subject', `${plain.patient} is not known here; send the Patient first`); // prettier-ignore
  const test = testBehind(plain.test.code, rules);
  if (test === null) return no('ServiceRequest.code', `there is no test ${plain.test.code} here`);
  const before = lis.orders.get(lis.placers.get(placer) ?? '');
  if (before) {
    const tests = rules.panels.get(test)?.analytes ?? [test];
    const same = before.mrn === mrn && tests.every((t) => before.tests.includes(t));
    return same
      ? { there: `ServiceRequest/${before.id}` }
      : no('ServiceRequest.identifier', `order ${placer} is here already, and asks for something else`, 'conflict'); // prettier-ignore
  }
  const priority = plain.priority === 'stat' ? 'stat' : plain.priority === 'urgent' || plain.priority === 'asap' ? 'urgent' : 'routine'; // prettier-ignore
  const clinical = plain.reasons.join('; ');
  return decided(
    lis,
    'ServiceRequest',
    { do: 'order', identity, tests: [test], priority, ward: '', placer, ...(clinical ? { clinical } : {}) },
    asking,
    rules,
    ([first]) => `ServiceRequest/${first?.type === 'OrderReceived' ? first.order : ''}`,
  );
};

const collected: Asks = (lis, _shelf, resource, asking, rules) => {
  const tube = readSpecimen(resource as Given<typeof readSpecimen>);
  const accession = tube.accession?.value ?? numberIn(tube.numbers, ACCESSION) ?? tube.id;
  if (accession === null) return no('Specimen.accessionIdentifier', 'names no accession number');
  const key = `Specimen/${accession}`;
  const specimen = lis.specimens.get(accession);
  if (!specimen) return no('Specimen.accessionIdentifier', `there is no specimen ${accession}: it comes with its order`); // prettier-ignore
  if (tube.patient !== null && tube.patient.replace(/^.*\bPatient\//, '') !== patientId(specimen.mrn))
    return no('Specimen.subject', `${accession} belongs to another patient`, 'conflict');
  const at = tube.collected === null ? null : timeOf(tube.collected);
  if (at === null)
    return no('Specimen.collection', 'does not say the day and time of collection, which is all that is taken here'); // prettier-ignore
  if (at > asking.at + 300) return no('Specimen.collection', 'was collected in the future');
  if (specimen.collectedAt === at) return { there: key };
  return decided(lis, 'Specimen', { do: 'collected', accession, collectedAt: at, collector: asking.by.id }, asking, rules, () => key); // prettier-ignore
};

const createTask: Asks = (lis, _shelf, resource, asking, rules) => {
  const work = readWork(resource as Given<typeof readWork>);
  const id = (work.about ?? work.orders[0] ?? '').replace(/^.*\bServiceRequest\//, '');
  const order = lis.orders.get(id);
  if (!order) return no('Task.focus', 'names no ServiceRequest that is known here');
  if (work.step?.code === 'fulfill') return { there: `Task/${id}` };
  if (work.step?.code !== 'abort')
    return no('Task.code', 'is neither fulfill nor abort; nothing else can be asked about an order here');
  if (order.cancelled !== null) return { there: `Task/${id}-abort` };
  const why = work.reason ?? 'called off by the sender';
  return decided(lis, 'Task', { do: 'cancel', order: id, tests: order.tests, why }, asking, rules, () => `Task/${id}-abort`); // prettier-ignore
};

const changeOrder: Asks = (lis, _shelf, resource, asking, rules) => {
  const read = readOrder(resource as Given<typeof readOrder>);
  if ('problems' in read) return { kind: 'refused', why: 'unprocessable', problems: read.problems };
  const { plain } = read;
  const order = lis.orders.get(plain.id ?? '')!;
  const key = `ServiceRequest/${order.id}`;
  if (plain.status === 'revoked')
    return order.cancelled === null
      ? decided(lis, 'ServiceRequest.status', { do: 'cancel', order: order.id, tests: order.tests, why: 'revoked by the sender' }, asking, rules, () => key)
      : { there: key }; // prettier-ignore
  const priority = plain.priority === 'asap' ? 'urgent' : (plain.priority ?? order.priority);
  if (priority === order.priority)
    return no('ServiceRequest', 'changes nothing that can be changed here: its priority, or that it is revoked'); // prettier-ignore
  return decided(lis, 'ServiceRequest.priority', { do: 'prioritize', order: order.id, priority }, asking, rules, () => key); // prettier-ignore
};

export const CREATES: { [type: string]: Asks } = {
  Patient: createPatient,
  ServiceRequest: createOrder,
  Specimen: collected,
  Task: createTask,
};
/** Changes of what is there; the door has compared versions before. */
export const CHANGES: { [type: string]: Asks } = {
  Patient: createPatient,
  ServiceRequest: changeOrder,
  Specimen: collected,
};
