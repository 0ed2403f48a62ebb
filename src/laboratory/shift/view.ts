import {
  flagOf,
  intervalFor,
  type Call,
  type Channel,
  type Lis,
  type Order,
  type Result,
  type Specimen,
} from '../lis/index.ts';
import { isoTime } from '../lis/index.ts';
import { looksOf, type Looks } from '../world/index.ts';
import { materialsFor } from './before.ts';
import type { Container, Shift } from './shift.ts';

/**
 * All that somebody at the bench can see or look up, as plain JSON: what the pages show and all that a robot is given. It is made of
 * the LIS and of what was looked at; nothing of the hidden world is in it.
 */
export type View = {
  scenario: {
    id: string;
    title: string;
    says: string;
    kind: 'drill' | 'routine';
    level: number;
    departments: readonly string[];
    minutes: number;
    autoverify: boolean;
    role: string;
  };
  /** The laboratory's own time, and seconds since the shift opened. */
  clock: string;
  seconds: number;
  opens: number;
  finished: boolean;
  truthCommitment: string;
  containers: SeenContainer[];
  specimens: (Specimen & { elsewhere: boolean })[];
  orders: (Order & { patient: { mrn: string; name: string; born: string; sex: string | null } })[];
  results: SeenResult[];
  channels: SeenChannel[];
  analyzers: {
    id: string;
    name: string;
    takes: readonly string[];
    measures: readonly string[];
    minutes: number;
    busy: boolean;
    lots: {
      [analyte: string]: {
        lot: string;
        opened: string;
        expires: string;
        hoursOnBoard: number;
        /** Of a thromboplastin: what the insert of the lot says, and what is set on the analyzer. */
        insert?: { isi: number; meanNormal: number };
        set?: { isi: number; meanNormal: number };
      };
    };
    /** Control materials in use. */
    controls: { id: string; level: number; lot: string; vial: string }[];
    /** What the panel shows: temperature of the reaction, and how well the water is (18.2 MΩ·cm is pure). */
    gauges: { celsius: number; water: number };
    /** Maintenance, calibration, lots, errors; unix seconds. */
    log: { at: number; says: string }[];
  }[];
  calls: Call[];
  escalations: { id: string; subject: string; answered: { says: string; allow: boolean } | null }[];
  lookBacks: Lis['lookBacks'];
  incidents: Lis['incidents'];
  messages: {
    id: string;
    protocol: string;
    way: string;
    peer: string;
    at: string;
    state: string;
    why: string | null;
    raw: string;
  }[];
  rings: {
    id: string;
    what: string;
    about: string;
    says: string;
    order: string | null;
    tests: readonly string[];
    choices: { id: string; says: string }[];
    answered: string | null;
  }[];
  talk: { at: number; who: string; says: string; about: string }[];
  notes: { at: number; about: string; what: string; says: string[] }[];
  asked: { [question: string]: string };
  treatments: { [mrn: string]: { treatment: string; says: string }[] };
  downtime: boolean;
  /** Came while the system was down, by `accession/test`. */
  unreconciled: string[];
  /** The accession of a decision of which it is asked how sure you were; null = nothing is asked. */
  asksHowSure: string | null;
  /** What will happen by itself: how many things, and in how many seconds the next. */
  coming: { count: number; nextIn: number | null };
};

export type SeenContainer = {
  id: string;
  cap: string;
  color: string;
  kind: string;
  place: Container['place'];
  arrivedAt: number;
  accession: string | null;
  sees: string[] | null;
  spinning: boolean;
  spun: boolean;
  label: { name: string; mrn: string; born: string; accession: string | null } | 'none' | null;
  /** What there is to draw of it, once somebody looked; `clot` only of what sticks were put into. */
  drawn: (Pick<Looks, 'fill' | 'plasma' | 'strands'> & { clot: Looks['clot'] | null }) | null;
};
export type SeenResult = Result & {
  key: string;
  name: string;
  unit: string | null;
  decimals: number;
  department: string;
  reference: string | null;
  flags: { [reading: number]: string | null };
  priors: { at: string; value: number }[];
  /** How far a result may be off: in the unit, in percent of the value; the wider of the two. */
  allowable: { absolute?: number; percent?: number } | null;
};
export type SeenChannel = Omit<Channel, 'means'> & {
  key: string;
  name: string;
  means: { [material: string]: { mean: number; sd: number } };
};

export function view(shift: Shift): View {
  const { ledger, scenario } = shift;
  const { lis } = ledger;
  const orders = [...lis.orders.values()];
  const now = (order: string) => scenario.orders.some((o) => o.id === lis.orders.get(order)?.placer);
  return structuredClone({
    scenario: {
      id: scenario.id,
      title: scenario.title,
      says: scenario.says,
      kind: scenario.kind,
      level: scenario.level,
      departments: scenario.departments,
      minutes: scenario.minutes,
      autoverify: scenario.autoverify,
      role: scenario.role,
    },
    clock: isoTime(shift.opens + shift.now),
    seconds: shift.now,
    opens: shift.opens,
    finished: shift.finished,
    truthCommitment: shift.commitment,
    containers: [...shift.containers.values()]
      .filter((c) => c.place !== 'on the way')
      .map((c) => containerOf(shift, c)),
    specimens: [...lis.specimens.values()]
      .filter((s) => now(s.order))
      .map((s) => ({ ...s, elsewhere: false })),
    orders: orders.filter((o) => now(o.id)).map((o) => ({ ...o, patient: patientOf(lis, o.mrn) })),
    results: [...lis.results.values()]
      .filter((r) => now(lis.specimens.get(r.accession)!.order))
      .map((r) => resultOf(shift, r)),
    channels: [...lis.channels.values()].map((c) => ({
      ...c,
      key: `${c.analyzer}/${c.analyte}`,
      name: shift.catalog.analytes.get(c.analyte)?.name ?? c.analyte,
      means: Object.fromEntries(c.means),
    })),
    analyzers: shift.fleet.map((m) => ({
      id: m.id,
      name: m.name,
      takes: m.takes,
      measures: [...m.measures],
      minutes: m.minutes,
      busy: shift.queue.some((q) => 'analyzer' in q.coming && q.coming.analyzer === m.id),
      lots: lotsOf(shift, m.id),
      ...panelOf(shift, m.id),
    })),
    calls: [...lis.calls.values()],
    escalations: [...lis.escalations].map(([id, e]) => ({ id, ...e })),
    lookBacks: lis.lookBacks,
    incidents: lis.incidents,
    messages: [...lis.messages.values()].map((m) => ({
      id: m.id,
      protocol: m.protocol,
      way: m.way,
      peer: m.peer,
      at: isoTime(m.at),
      state: m.state.status,
      why: 'why' in m.state ? m.state.why : null,
      raw: m.raw,
    })),
    rings: [...shift.rings.values()].map((r) => ringOf(shift, r)),
    talk: shift.talk,
    notes: shift.notes,
    asked: Object.fromEntries([...shift.asked].filter(([k]) => !k.startsWith('stopped/'))),
    treatments: Object.fromEntries(lis.treatments),
    downtime: lis.downtime,
    unreconciled: [...lis.unreconciled],
    asksHowSure: shift.wondered,
    coming: {
      count: shift.queue.length,
      nextIn: shift.queue[0] ? Math.max(0, shift.queue[0].at - shift.now) : null,
    },
  });
}

function containerOf(shift: Shift, c: Container): SeenContainer {
  const kind = shift.catalog.tubes.get(c.tube.kind);
  const { label } = c.tube;
  const looked = c.seen !== null;
  return {
    id: c.id, cap: kind?.cap ?? c.tube.kind, color: kind?.color ?? 'gray', kind: c.tube.kind, place: c.place, arrivedAt: c.arrivedAt ?? 0, accession: c.accession, sees: c.seen,
    spinning: c.spinning, spun: c.tube.spunAt !== null || c.tube.separatedAt !== null,
    label: !looked ? null : label === null ? 'none' : label,
    drawn: looked ? drawnOf(c) : null,
  }; // prettier-ignore
}

function drawnOf({ tube, seen }: Container): SeenContainer['drawn'] {
  const { fill, plasma, strands, clot } = looksOf(tube);
  const probed = seen?.some((s) => s.startsWith('sticks')) ?? false;
  return { fill: Math.round(fill * 100) / 100, plasma, strands, clot: probed ? clot : null };
}

const patientOf = (lis: Lis, mrn: string) => {
  const { family, given, born, sex } = lis.identities.get(mrn)!;
  return { mrn, name: `${family}, ${given}`, born, sex };
};

function resultOf(shift: Shift, r: Result): SeenResult {
  const analyte = shift.catalog.analytes.get(r.test)!;
  const { lis } = shift.ledger;
  const identity = lis.identities.get(r.mrn)!;
  const specimen = lis.specimens.get(r.accession)!;
  const drawn = specimen.collectedAt ?? lis.now;
  const row = intervalFor(analyte, identity, drawn);
  const priors = (lis.priors.get(`${r.mrn}/${r.test}`) ?? []).filter(
    (p) => p.accession !== r.accession && p.at <= drawn,
  );
  return {
    ...r, key: `${r.accession}/${r.test}`, name: analyte.name, unit: analyte.unit, decimals: analyte.decimals, department: analyte.department,
    reference: row ? (row.text ?? `${row.low ?? ''}–${row.high ?? ''}`) : null,
    flags: Object.fromEntries(r.readings.map((m) => [m.n, flagOf(analyte, m, identity, drawn)])),
    allowable: analyte.allowable ? told({ absolute: analyte.allowable.absolute, percent: analyte.allowable.percent }) : null,
    priors: priors.map((p) => ({ at: isoTime(p.at), value: p.value })),
  }; // prettier-ignore
}

/** What the panel of an analyzer tells of its reagents. */
function lotsOf(shift: Shift, analyzer: string): View['analyzers'][number]['lots'] {
  const { channels } = shift.instruments.get(analyzer)!;
  return Object.fromEntries(
    Object.entries(channels).map(([id, { reagent, thromboplastin, configured }]) => [
      id,
      {
        lot: reagent.lot,
        opened: isoTime(shift.opens + reagent.openedAt),
        expires: isoTime(shift.opens + reagent.expires),
        hoursOnBoard: reagent.hoursOnBoard,
        ...(thromboplastin && configured ? { insert: thromboplastin, set: configured } : {}),
      },
    ]),
  );
}

/** Control materials, gauges, and the log: what stands on the panel for anybody who looks. */
function panelOf(
  shift: Shift,
  analyzer: string,
): Pick<View['analyzers'][number], 'controls' | 'gauges' | 'log'> {
  const { celsius, water } = shift.instruments.get(analyzer)!;
  return {
    controls: materialsFor(shift, analyzer).map((c) => ({
      id: c.id,
      level: c.level,
      lot: c.lot,
      vial: c.vial.id,
    })),
    gauges: { celsius, water: Math.round((18.2 - 16 * water) * 10) / 10 },
    log: shift.machineLog
      .filter((l) => l.analyzer === analyzer)
      .map((l) => ({ at: shift.opens + l.at, says: l.says })),
  };
}

const told = <T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as never;

function ringOf(
  shift: Shift,
  { index, answered }: { index: number; answered: string | null },
): View['rings'][number] {
  const { id, what, about, says, order, tests, choices } = shift.scenario.happens[index]!;
  const placed =
    order === undefined
      ? null
      : ([...shift.ledger.lis.orders.values()].find((o) => o.placer === order)?.id ?? null);
  return {
    id,
    what,
    about,
    says,
    order: placed,
    tests,
    choices: choices.map((c) => ({ id: c.id, says: c.says })),
    answered,
  };
}
