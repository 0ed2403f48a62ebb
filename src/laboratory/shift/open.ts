import type { ScenarioEntry } from '#content/laboratory/index.ts';
import { fleetOf } from '../analyzers/index.ts';
import type { Catalog } from '../catalog/index.ts';
import { newLedger, rulesOf } from '../lis/index.ts';
import {
  commitment,
  makePatient,
  soundInstrument,
  streamOf,
  timelineOf,
  type Happening,
  type Patient,
  type PatientSpec,
  type Population,
} from '../world/index.ts';
import { crowdOf } from './crowd.ts';
import { placeOrder, writtenAt } from './arrivals.ts';
import { fileEarlier, morningControls } from './before.ts';
import { nightShift } from './night.ts';
import { materialsOf } from './materials.ts';
import { schedule } from './queue.ts';
import type { Shift } from './shift.ts';

/** What a shift is made of besides its scenario and seed. */
export type Made = { catalog: Catalog; population: Population };

const MINUTE = 60;

/** Opens a shift: the hidden world is made and committed, what is on file is filed, what will come is queued. */
export function openShift(
  scenario: ScenarioEntry,
  seed: string | number,
  { catalog, population }: Made,
): Shift {
  const stream = streamOf(`${scenario.id}/${seed}`);
  const opens = Date.parse(`${scenario.opens}:00Z`) / 1000;
  const fleet = fleetOf(catalog);
  const crowd = crowdOf(scenario, stream);
  const whole = {
    ...scenario,
    patients: [...scenario.patients, ...crowd.patients],
    orders: [...scenario.orders, ...crowd.orders],
  };
  const patients = new Map(
    whole.patients.map((p) => [p.id, patientOf(p, scenario.opens.slice(0, 10), catalog, population, stream)]),
  );
  nearNames(whole, patients);
  const shift: Shift = {
    scenario: whole,
    seed: String(seed),
    catalog,
    population,
    rules: rulesOf(catalog, {
      autoverifies: scenario.autoverify,
      analyzers: new Map(fleet.map((m) => [m.id, m.measures])),
    }),
    fleet,
    stream,
    opens,
    now: 0,
    ledger: newLedger(),
    patients,
    timelines: new Map([...patients].map(([id, p]) => [id, timelineOf(p, catalog, population, stream)])),
    containers: new Map(),
    instruments: new Map(fleet.map((m) => [m.id, soundInstrument(m.id, m.measures)])),
    controls: new Map(fleet.flatMap((m) => materialsOf(m, catalog).map((c) => [c.id, c] as const))),
    repeats: new Map(),
    previous: new Map(),
    queue: [],
    entered: 0,
    talk: [],
    rings: new Map(),
    asked: new Map(),
    notes: [],
    machineLog: [],
    shelf: new Map(),
    films: new Map(),
    sediments: new Map(),
    sealed: new Map(),
    log: [],
    outside: false,
    wondered: null,
    sure: new Map(),
    finished: false,
    commitment: '',
    messages: 0,
  };
  morningControls(shift);
  fileEarlier(shift);
  const orders = whole.orders.toSorted((a, b) => a.drawn - b.drawn);
  for (const order of orders) if (order.before) placeOrder(shift, order);
  nightShift(shift, whole);
  for (const order of orders)
    if (order.before) continue;
    else if (writtenAt(order) > 0) schedule(shift, writtenAt(order), { what: 'order', order: order.id });
    else placeOrder(shift, order);
  whole.analyzers.forEach((change, index) => {
    if (change.at > 0) schedule(shift, change.at * MINUTE, { what: 'change', index });
  });
  for (const { at, analyzer, analytes } of whole.runs)
    if (at > 0) schedule(shift, at * MINUTE, { what: 'controls', analyzer, analytes });
  whole.happens.forEach((ring, index) => schedule(shift, ring.at * MINUTE, { what: 'interruption', index }));
  whole.mischief.forEach((m, index) => {
    if (m.what === 'downtime') {
      schedule(shift, m.from * MINUTE, { what: 'mischief', index, ends: false });
      schedule(shift, m.to * MINUTE, { what: 'mischief', index, ends: true });
    } else if (m.what === 'typed') schedule(shift, 0, { what: 'mischief', index, ends: false });
  });
  return Object.assign(shift, { commitment: commitment(hiddenOf(shift)) });
}

/** What is committed when the shift opens and revealed at the debrief. */
export const hiddenOf = (shift: Shift) => ({
  seed: `${shift.scenario.id}/${shift.seed}`,
  patients: [...shift.patients.values()],
  tubes: [...shift.containers.values()].map((c) => c.tube),
  instruments: [...shift.instruments.values()],
  controls: [...shift.controls.values()],
});

type Written = ScenarioEntry['patients'][number];

function patientOf(
  written: Written,
  on: string,
  catalog: Catalog,
  population: Population,
  stream: ReturnType<typeof streamOf>,
): Patient {
  const { picture: _, nearlyNamedAs: __, course, ...rest } = written;
  const spec = Object.fromEntries(
    Object.entries({ ...rest, course: course.map(happening), on }).filter(([, v]) => v !== undefined),
  );
  return makePatient(spec as unknown as PatientSpec, catalog, population, stream);
}

function happening(h: Written['course'][number]): Happening {
  if (h.what === 'illness') return { ...h, from: h.from * MINUTE, to: h.to * MINUTE };
  return { ...h, at: h.at * MINUTE };
}

/** Look-alikes: somebody whose family name is a neighbor's with two letters exchanged. */
function nearNames(scenario: ScenarioEntry, patients: Map<string, Patient>): void {
  for (const { id, nearlyNamedAs } of scenario.patients) {
    const like = nearlyNamedAs === undefined ? undefined : patients.get(nearlyNamedAs);
    const own = patients.get(id);
    if (!like || !own) continue;
    const at = [...like.family].findIndex((c, i, all) => all[i + 1] !== undefined && c !== all[i + 1]);
    const family =
      like.family.slice(0, at) + like.family[at + 1] + like.family[at] + like.family.slice(at + 2);
    patients.set(id, { ...own, family, given: like.given });
  }
}
