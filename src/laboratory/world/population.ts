import { isoOf, mustDay } from '#kernel/dates.ts';
import { exp, ln } from './arithmetic.ts';
import { bloodOf, BLOOD_CLASSES } from './blood/index.ts';
import { factorOf, type Factor, type Pair } from './cholesky.ts';
import { NO_SUBSTANCES, type Happening, type Patient, type Substances, type Values } from './patient.ts';
import type { Catalog } from '../catalog/index.ts';
import { urineOf, URINE_CLASSES } from './urine/index.ts';
import { below, normal, pick, under, type Stream } from './streams.ts';

export type Healthy = {
  readonly F: number;
  readonly M: number;
  /** Percent. */
  readonly between?: number | undefined;
  readonly within?: number | undefined;
  /** Hours. */
  readonly halfLife: number;
};
export type Shift = {
  readonly times?: number | undefined;
  readonly to?: number | undefined;
  readonly spread?: number | undefined;
};
export type DiseaseClass = {
  readonly id: string;
  readonly name: string;
  readonly values: { readonly [analyte: string]: Shift };
  readonly drugs: readonly string[];
  readonly substances: { readonly [name in keyof Substances]?: number | undefined };
  readonly blood: readonly string[];
  readonly urine: readonly string[];
  readonly sex?: 'F' | 'M' | undefined;
  readonly age?: { readonly from: number; readonly to: number } | undefined;
  readonly ward?: string | undefined;
  readonly hardToDraw: boolean;
};

/** What people are drawn from: made by `populationOf`, from content. */
export type Population = {
  readonly healthy: { readonly [analyte: string]: Healthy };
  readonly between: Factor;
  readonly within: Factor;
  readonly classes: ReadonlyMap<string, DiseaseClass>;
  readonly names: {
    readonly family: readonly string[];
    readonly given: { readonly F: readonly string[]; readonly M: readonly string[] };
  };
  readonly wards: readonly string[];
};

type Written = Omit<Population, 'between' | 'within' | 'classes'> & {
  readonly between: { readonly [system: string]: readonly Pair[] };
  readonly within: { readonly [system: string]: readonly Pair[] };
};

/** From what content says; one sentence for each thing in it that contradicts itself. */
export function populationOf(
  written: Written,
  classes: readonly DiseaseClass[],
): Population | { problems: readonly string[] } {
  const analytes = Object.keys(written.healthy);
  const known = new Set(analytes);
  const problems: string[] = [];
  const factor = (part: 'between' | 'within'): Factor => {
    const pairs = Object.values(written[part]).flat();
    for (const [a, b] of pairs)
      for (const id of [a, b]) if (!known.has(id)) problems.push(`${part}: ${id} has no healthy median`);
    const made = factorOf(analytes, pairs);
    if (!('contradicts' in made)) return made;
    problems.push(`${part}: the correlations of ${made.contradicts} contradict each other`);
    return new Map();
  };
  for (const c of classes)
    for (const id of Object.keys(c.values))
      if (!known.has(id)) problems.push(`class ${c.id}: ${id} has no healthy median`);
  for (const c of classes) {
    for (const kind of c.blood)
      if (!BLOOD_CLASSES.includes(kind)) problems.push(`class ${c.id}: no kind of blood is called ${kind}`);
    for (const kind of c.urine)
      if (!URINE_CLASSES.includes(kind)) problems.push(`class ${c.id}: no kind of urine is called ${kind}`);
  }
  const { healthy, names, wards } = written;
  const [between, within] = [factor('between'), factor('within')];
  if (problems.length > 0) return { problems };
  return { healthy, names, wards, between, within, classes: new Map(classes.map((c) => [c.id, c])) };
}

/** Who a scenario asks for; what it does not say is drawn. */
export type PatientSpec = {
  readonly id: string;
  /** Disease classes; none = healthy. */
  readonly classes?: readonly string[];
  readonly sex?: 'F' | 'M';
  readonly age?: number;
  readonly ward?: string;
  readonly mrn?: string;
  readonly family?: string;
  readonly given?: string;
  readonly born?: string;
  /** Set points that must be these. */
  readonly usual?: Values;
  readonly drugs?: readonly string[];
  readonly substances?: Partial<Substances>;
  readonly course?: readonly Happening[];
  readonly hardToDraw?: boolean;
  /** Kinds of blood and of urine besides those of the classes, by the names of `blood/` and `urine/`. */
  readonly blood?: readonly string[];
  readonly urine?: readonly string[];
  /** ISO day of the shift, for the day of birth. */
  readonly on: string;
};

/** Somebody of this population (W0). Depends on the specification and the stream alone. */
export function makePatient(
  spec: PatientSpec,
  catalog: Catalog,
  population: Population,
  stream: Stream,
): Patient {
  const own = under(stream, 'patient', spec.id);
  const names = spec.classes ?? [];
  const classes = names.map((id) => {
    const found = population.classes.get(id);
    if (!found) throw new Error(`no disease class ${id}`);
    return found;
  });
  const who = under(own, 'who');
  const sex = spec.sex ?? classes.find((c) => c.sex)?.sex ?? pick(who, 0, ['F', 'M'] as const);
  const ages = classes.find((c) => c.age)?.age ?? { from: 20, to: 79 };
  const age = spec.age ?? ages.from + below(who, 1, ages.to - ages.from + 1);
  // A class may be a kind itself; what is asked for by name has to be one.
  const kinds = (room: 'blood' | 'urine', known: readonly string[]) => {
    const wrong = spec[room]?.find((kind) => !known.includes(kind));
    if (wrong !== undefined) throw new Error(`no kind of ${room} is called ${wrong}`);
    return [...new Set([...classes.flatMap((c) => [c.id, ...c[room]]), ...(spec[room] ?? [])])];
  };
  return {
    id: spec.id,
    mrn: spec.mrn ?? String(1_000_000 + below(who, 2, 9_000_000)),
    family: spec.family ?? pick(who, 3, population.names.family),
    given: spec.given ?? pick(who, 4, population.names.given[sex]),
    born: spec.born ?? birthday(spec.on, age, who),
    sex,
    age,
    ward: spec.ward ?? classes.find((c) => c.ward)?.ward ?? pick(who, 5, population.wards),
    classes: names,
    drugs: [...new Set([...classes.flatMap((c) => c.drugs), ...(spec.drugs ?? [])])],
    hardToDraw: spec.hardToDraw ?? classes.some((c) => c.hardToDraw),
    usual: { ...setPoints(sex, classes, catalog, population, own), ...spec.usual },
    substances: Object.assign(
      {},
      NO_SUBSTANCES,
      ...classes.map((c) => c.substances),
      spec.substances,
    ) as Substances,
    course: [...(spec.course ?? [])].sort((a, b) => begins(a) - begins(b)),
    blood: bloodOf(kinds('blood', BLOOD_CLASSES), under(own, 'blood')),
    urine: urineOf(kinds('urine', URINE_CLASSES), under(own, 'urine')),
  };
}

const begins = (h: Happening): number => (h.what === 'illness' ? h.from : h.at);

/** x = exp(ln(median) + sd·(L·z)), sd² = ln(1 + CV²): a median, and everybody around it, together with what moves with it. */
function setPoints(
  sex: 'F' | 'M',
  classes: readonly DiseaseClass[],
  catalog: Catalog,
  population: Population,
  own: Stream,
): Values {
  const z: { [analyte: string]: number } = {};
  const usual: { [analyte: string]: number } = {};
  for (const analyte in population.healthy) {
    z[analyte] = normal(under(own, 'usual', analyte), 0);
    const healthy = population.healthy[analyte]!;
    let median = healthy[sex];
    let spread = healthy.between ?? catalog.analytes.get(analyte)?.between ?? 10;
    for (const { values } of classes) {
      const shift = values[analyte];
      if (!shift) continue;
      median = shift.to ?? median * (shift.times ?? 1);
      spread = shift.spread ?? spread;
    }
    const together = population.between
      .get(analyte)!
      .reduce((sum, [other, weight]) => sum + weight * z[other]!, 0);
    usual[analyte] = median === 0 ? 0 : exp(ln(median) + spreadOf(spread) * together);
  }
  return possible(usual);
}

/** The SD of the logarithm of what has this CV (percent). */
export const spreadOf = (cv: number): number => Math.sqrt(ln(1 + (cv / 100) * (cv / 100)));

/** A part is never more than its whole. */
export function possible(values: { [analyte: string]: number }): Values {
  const limit = (part: string, most: number) => {
    if (values[part] !== undefined && values[part] > most) values[part] = most;
  };
  limit('dbil', (values['tbil'] ?? Infinity) * 0.95);
  limit('alb', (values['tp'] ?? Infinity) - 1.2);
  limit('hdl', (values['chol'] ?? Infinity) * 0.7);
  return values;
}

/** ISO; a newborn is two days old. */
function birthday(on: string, age: number, who: Stream): string {
  if (age === 0) return isoOf(mustDay(on) - 2);
  const [month, day] = [1 + below(who, 6, 12), 1 + below(who, 7, 28)];
  const text = `${pad(month)}-${pad(day)}`;
  const year = Number(on.slice(0, 4)) - age - (text > on.slice(5) ? 1 : 0);
  return `${year}-${text}`;
}
const pad = (n: number) => String(n).padStart(2, '0');
