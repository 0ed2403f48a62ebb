import { z } from 'zod';
import { ROLES } from '#content/laboratory/index.ts';
import type { Deed } from './deed.ts';

// What comes from a form or a log file. Forms bring texts: a number may be written, one of a list comes alone, and a box that is
// empty is null. What has no place here is refused, so that nothing strange reaches the laboratory.

const Text = z.string().max(2_000);
const Name = z.string().min(1).max(200);
const Names = z.preprocess((v) => (typeof v === 'string' ? [v] : v), z.array(Name).min(1).max(200));
const Some = z.preprocess((v) => (typeof v === 'string' ? [v] : (v ?? [])), z.array(Name).max(200));
/** A form says `all` and ticks some: then only those are meant. */
const someOf = (v: unknown): unknown => {
  const named = (Array.isArray(v) ? v : [v]).filter((test) => test !== 'all');
  return named.length === 0 ? 'all' : named;
};
const Tests = z.preprocess(someOf, z.union([z.literal('all'), z.array(Name).min(1).max(200)]));
const Count = z.coerce.number().int().min(1).max(10_000);
const Yes = z.preprocess((v) => (v === 'yes' ? true : v === 'no' ? false : v), z.boolean());
const Amount = z.preprocess(
  (v) => (typeof v !== 'string' ? v : v.trim() === '' ? null : Number(v)),
  z.number().nullable().default(null),
);
const Words = z.preprocess((v) => (v === '' ? null : v), Text.nullable().default(null));
/** A choice that was left open. */
const maybe = <T extends z.ZodType>(of: T) => z.preprocess((v) => (v === '' ? undefined : v), of.optional());
const At = { accession: Name, test: Name };
const Where = { analyzer: Name, analyte: Name };
/** `accession/test`, or both by name. */
const Place = z.preprocess((v) => {
  if (typeof v !== 'string') return v;
  const [accession, test] = v.split('/');
  return { accession, test };
}, z.strictObject(At));

const RUNS = ['diluted 2', 'diluted 5', 'diluted 10', 'diluted 100', 'warm', 'plasma replaced', 'rested', 'alone'] as const; // prettier-ignore
const TREATMENTS = ['mix', 'clear fibrin', 'clear lipid', 'neutralize heparin', 'remove biotin'] as const;
const MAINTENANCE = ['change probe', 'wash probe', 'service', 'new reagent', 'old reagent lot', 'set ISI', 'stop interface'] as const; // prettier-ignore
const TOPICS = ['draw', 'treatment', 'medicines', 'picture'] as const;

/** Commands of the LIS that somebody types at the bench. */
const Typed = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('add on'), accession: Name, tests: Names }),
  z.strictObject({ do: z.literal('prioritize'), order: Name, priority: z.enum(['stat', 'urgent', 'routine']) }),
  z.strictObject({ do: z.literal('accept'), accession: Name, container: Name }),
  z.strictObject({ do: z.literal('accept with exception'), accession: Name, container: Name, attested: Text, approved: Text }),
  z.strictObject({ do: z.literal('reject'), accession: Name, reason: Name, tests: Tests, told: Text }),
  z.strictObject({ do: z.literal('hold specimen'), accession: Name, why: Text }),
  z.strictObject({ do: z.literal('free specimen'), accession: Name, why: Text }),
  z.strictObject({ do: z.literal('store'), accession: Name, place: Name }),
  z.strictObject({ do: z.literal('discard'), accession: Name }),
  z.strictObject({ do: z.literal('enter'), ...At, value: Amount, text: Words, method: Words }),
  z.strictObject({ do: z.literal('choose'), ...At, reading: Count }),
  z.strictObject({ do: z.literal('comment'), ...At, text: Text }),
  z.strictObject({ do: z.literal('second read'), ...At, agrees: Yes }),
  z.strictObject({ do: z.literal('verify'), results: z.preprocess((v) => (Array.isArray(v) ? v : [v]), z.array(Place).min(1).max(500)), lift: z.record(Name, Text).default({}) }),
  z.strictObject({ do: z.literal('do not report'), ...At, why: Text }),
  z.strictObject({ do: z.literal('correct'), ...At, reading: Count, why: Text, told: Text, second: Text }),
  z.strictObject({ do: z.literal('retract'), ...At, why: Text, told: Text, second: Text }),
  z.strictObject({ do: z.literal('record cause'), ...Where, cause: Text, says: Text }),
  z.strictObject({ do: z.literal('compare lots'), ...Where, lot: Name, meanDifference: z.coerce.number(), decision: z.enum(['accepted', 'rejected']) }),
  z.strictObject({ do: z.literal('assign means'), ...Where, lot: Name, materials: z.array(z.strictObject({ material: Name, mean: z.coerce.number(), sd: z.coerce.number() })).max(6) }),
  z.strictObject({ do: z.literal('stop testing'), ...Where, why: Text, since: maybe(z.coerce.number()) }),
  z.strictObject({ do: z.literal('close look-back'), ...Where, outcome: Text }),
  z.strictObject({ do: z.literal('call'), call: Name, to: Name }),
  z.strictObject({ do: z.literal('give identifiers'), call: Name, identifiers: Names }),
  z.strictObject({ do: z.literal('confirm read-back'), call: Name }),
  z.strictObject({ do: z.literal('correct read-back'), call: Name, says: Text }),
  z.strictObject({ do: z.literal('escalate'), to: z.enum(ROLES), subject: Text, what: Text, evidence: Text, done: Text, need: Text }),
  z.strictObject({ do: z.literal('hand over'), to: Text, says: Text, calls: Some }),
  z.strictObject({ do: z.literal('file incident'), subject: Text, says: Text }),
  z.strictObject({ do: z.literal('replay message'), message: Name, raw: z.string().max(60_000).nullable().default(null) }),
  z.strictObject({ do: z.literal('reconcile'), ...At, says: Text }),
  z.strictObject({ do: z.literal('end downtime') }),
]); // prettier-ignore

const Cells = z.coerce.number().int().min(0).max(2_000).default(0);
const Calculate = z.discriminatedUnion('by', [
  z.strictObject({ deed: z.literal('calculate'), ...At, by: z.literal('nrbc'), nrbc: z.coerce.number().min(0).max(2_000) }),
  z.strictObject({ deed: z.literal('calculate'), ...At, by: z.literal('citrate') }),
]); // prettier-ignore

const DeedEntry = z.discriminatedUnion('deed', [
  z.strictObject({ deed: z.literal('look'), container: Name }),
  z.strictObject({ deed: z.literal('sticks'), container: Name }),
  z.strictObject({ deed: z.literal('scan'), container: Name }),
  z.strictObject({ deed: z.literal('type accession'), container: Name, accession: z.string().trim().max(100) }),
  z.strictObject({ deed: z.literal('label'), container: Name, accession: Name }),
  z.strictObject({ deed: z.literal('lis'), command: Typed }),
  z.strictObject({ deed: z.literal('recollect'), accession: Name, tests: Names, told: Text, tube: maybe(Name), citrateFor: maybe(z.coerce.number().min(0).max(90)) }),
  z.strictObject({ deed: z.literal('spin'), containers: Names }),
  z.strictObject({ deed: z.literal('pour off'), container: Name }),
  z.strictObject({ deed: z.literal('treat'), container: Name, how: z.enum(TREATMENTS) }),
  z.strictObject({ deed: z.literal('load'), analyzer: Name, containers: Names, tests: maybe(Names), how: maybe(z.enum(RUNS)) }),
  z.strictObject({ deed: z.literal('controls'), analyzer: Name, analytes: Names, vial: z.enum(['same', 'fresh']) }),
  z.strictObject({ deed: z.literal('calibrate'), ...Where }),
  z.strictObject({ deed: z.literal('maintain'), analyzer: Name, what: z.enum(MAINTENANCE), analyte: maybe(Name) }),
  z.strictObject({ deed: z.literal('compare lots'), ...Where }),
  z.strictObject({ deed: z.literal('overlap'), ...Where }),
  z.strictObject({ deed: z.literal('slide'), container: Name }),
  z.strictObject({ deed: z.literal('differential'), container: Name, cells: z.coerce.number().pipe(z.union([z.literal(100), z.literal(200)])) }),
  z.strictObject({ deed: z.literal('file differential'), accession: Name, counts: z.strictObject({ neut: Cells, lymph: Cells, mono: Cells, eos: Cells, baso: Cells, other: Cells, nrbc: Cells }) }),
  Calculate,
  z.strictObject({ deed: z.literal('sediment'), container: Name }),
  z.strictObject({ deed: z.literal('bench test'), container: Name, test: z.enum(['reducing', 'ssa', 'ictotest', 'refractometer']) }),
  z.strictObject({ deed: z.literal('ask'), about: z.enum(TOPICS), order: Name }),
  z.strictObject({ deed: z.literal('answer'), interruption: Name, choice: Name }),
  z.strictObject({ deed: z.literal('say how sure'), sure: z.enum(['unsure', 'fairly', 'sure']) }),
  z.strictObject({ deed: z.literal('wait'), minutes: z.coerce.number().min(0).max(1_440) }),
  z.strictObject({ deed: z.literal('wait for next') }),
  z.strictObject({ deed: z.literal('finish') }),
]); // prettier-ignore

/** A deed out of what a form or a file holds; `problem` is one sentence about what cannot be one. */
export function readDeed(value: unknown): Deed | { problem: string } {
  const read = DeedEntry.safeParse(value);
  if (!read.success) {
    const [first] = read.error.issues;
    return { problem: `That is no act at the bench: ${first?.path.join('.') ?? ''} ${first?.message ?? ''}` };
  }
  return stripped(read.data) as Deed;
}

/** Without what was not told: an absent key and one that is undefined would hash differently. */
const stripped = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined));
