import type { Mishap, ScenarioEntry } from '#content/laboratory/index.ts';
import { accessionOf, analytesOf, tubesFor, type Planned } from '../lis/index.ts';
import { draw, labelOf, under, type Operation } from '../world/index.ts';
import { command } from './command.ts';
import { schedule } from './queue.ts';
import type { Shift } from './shift.ts';

type Order = ScenarioEntry['orders'][number];
const MINUTE = 60;
const CELSIUS = { room: 22, ice: 4, warm: 37 };

/** An order reaches the LIS when it is written, shortly before the draw; its tubes are drawn, and come when they come. */
export function placeOrder(shift: Shift, order: Order): void {
  const patient = shift.patients.get(order.patient);
  if (!patient) throw new Error(`${shift.scenario.id}: order ${order.id} is for nobody`);
  const { mrn, family, given, born, sex } = patient;
  const at = Math.max(writtenAt(order), shift.ledger.lis.now - shift.opens);
  const [ordered] = command(shift, {
    do: 'order', identity: { mrn, family, given, born, sex }, tests: order.tests, priority: order.priority, ward: patient.ward,
    hardToDraw: patient.hardToDraw, placer: order.id, specimens: numbered(shift, order), ...(order.clinical ? { clinical: order.clinical } : {}),
  }, at, { id: 'EHR', role: 'sender' }); // prettier-ignore
  if (ordered?.type !== 'OrderReceived' || order.arrives === null) return;
  for (const planned of ordered.specimens) drawFor(shift, order, planned);
}

/** Seconds from the opening at which an order is written. */
export const writtenAt = (order: Order): number => Math.max(order.drawn - 10, -59 * 24 * 60) * MINUTE;

/** Numbers of an order's tubes: the same whatever else was ordered before it, so that two courses of one shift can be compared. */
function numbered(shift: Shift, order: Order): Planned[] {
  const read = analytesOf(order.tests, shift.rules);
  if ('unknown' in read) throw new Error(`${shift.scenario.id}: there is no test ${read.unknown}`);
  const place = shift.scenario.orders.findIndex((o) => o.id === order.id);
  const day = shift.scenario.opens.slice(2, 10).replaceAll('-', '');
  return tubesFor(read.analytes, shift.rules).map((t, i) => ({
    accession: accessionOf(shift.rules.accession, day, 5000 + place * 8 + i),
    ...t,
  }));
}

/** One tube of an order: drawn with all that befalls it, on its way, or here already. */
export function drawFor(shift: Shift, order: Order, planned: Planned, citrateFor?: number): string {
  const at = order.drawn * MINUTE;
  const id = `T${shift.containers.size + 1}`;
  const its = order.tubes[planned.tube];
  // Wrong blood in tube: it is drawn from another, and gets the label of this order all the same.
  const swapped = its?.suffers.find((s) => s.did === 'swapIdentity');
  const from = swapped?.with ?? order.patient;
  const patient = shift.patients.get(from);
  if (!patient) throw new Error(`${shift.scenario.id}: order ${order.id} is drawn from nobody`);
  const label = labelOf(shift.patients.get(order.patient)!, planned.accession);
  const drawing = {
    id,
    kind: planned.tube,
    at,
    label,
    site: order.site,
    suffers: (its?.suffers ?? []).map(operationOf),
    ...(its?.holds ? { holds: its.holds } : {}),
    ...(citrateFor === undefined || planned.tube !== 'ltblue' ? {} : { citrateFor }),
  };
  const tube = draw(patient, shift.timelines.get(from)!(at), drawing, {
    catalog: shift.catalog,
    stream: under(shift.stream, 'draw'),
    labels: () => label,
  });
  const cold = { ...tube, stays: [{ from: at, celsius: CELSIUS[order.on], light: false }] };
  shift.containers.set(id, {
    id,
    tube: cold,
    order: order.id,
    planned: planned.accession,
    place: 'on the way',
    arrivedAt: null,
    accession: null,
    seen: null,
    spinning: false,
  });
  if (at <= shift.now) collected(shift, id, planned.accession);
  schedule(shift, Math.max(order.arrives ?? order.drawn + 20, 0) * MINUTE, {
    what: 'arrival',
    container: id,
  });
  return id;
}

/** Whoever drew it wrote down when. A tube that is drawn during the shift is known of when it comes. */
export function collected(shift: Shift, container: string, accession: string): void {
  const specimen = shift.ledger.lis.specimens.get(accession);
  if (specimen?.state.status !== 'expected' || specimen.collectedAt !== null) return;
  const { tube, order } = shift.containers.get(container)!;
  const { drawnAt, of } = tube;
  const asked = shift.scenario.orders.find((o) => o.id === order)!;
  const first = drawnAt === asked.drawn * MINUTE;
  const written = first && asked.writes !== undefined ? asked.writes * MINUTE : drawnAt;
  const by = { id: shift.patients.get(of)?.ward ?? 'ward', role: 'sender' as const };
  const now = Math.max(drawnAt, shift.ledger.lis.now - shift.opens, Math.min(shift.now, drawnAt));
  command(
    shift,
    { do: 'collected', accession, collectedAt: shift.opens + Math.round(written), collector: by.id },
    now,
    by,
  );
}

/** Content writes minutes, the world seconds. */
function operationOf(mishap: Mishap): Operation {
  if (mishap.did === 'stand' || mishap.did === 'expose') {
    const { minutes, ...rest } = mishap;
    return told({ ...rest, seconds: minutes * MINUTE }) as Operation;
  }
  return told(mishap) as Operation;
}

const told = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined));
