import { z } from 'zod';
import { Citation, Confidence } from '../fact.ts';
import { ROLES } from './authority.ts';
import { Id } from './stated.ts';

// Times are minutes from the opening of the shift; what lies before it is negative.
const Minutes = z.number();
const FaultId = z.string().regex(/^F(0[1-9]|[12]\d|3[0-5])$/, 'a fault from F01 to F35');
const fault = FaultId.optional();
const Fraction = z.number().min(0).max(1);

/** What befalls a tube, in any order: it suffers them in the fixed order of the world. */
export const Mishap = z.discriminatedUnion('did', [
  z.strictObject({ did: z.literal('mix'), fraction: Fraction, fluid: Id, fault }),
  z.strictObject({ did: z.literal('addEdta'), fraction: Fraction, fault }),
  z.strictObject({ did: z.literal('hemolyse'), gramsPerLiter: z.number().positive(), inBody: z.boolean().default(false), fault }),
  z.strictObject({ did: z.literal('fill'), fraction: Fraction, fault }),
  z.strictObject({ did: z.literal('heparin'), unitsPerMl: z.number().positive(), fault }),
  z.strictObject({ did: z.literal('clot'), fraction: Fraction, fault }),
  z.strictObject({ did: z.literal('fibrin'), fault }),
  z.strictObject({ did: z.literal('stand'), minutes: z.number().positive(), celsius: z.number(), fault }),
  z.strictObject({ did: z.literal('expose'), minutes: z.number().positive(), fault }),
  z.strictObject({ did: z.literal('evaporate'), fraction: Fraction, fault }),
  z.strictObject({ did: z.literal('swapIdentity'), with: Id, fault }),
  z.strictObject({ did: z.literal('unlabel'), fault }),
  z.strictObject({ did: z.literal('mislabel'), what: z.enum(['mrn', 'name', 'born']), fault }),
]);
export type Mishap = z.infer<typeof Mishap>;

const HappeningEntry = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('transfusion'), at: Minutes, units: z.number().positive() }),
  z.strictObject({ what: z.literal('dialysis'), at: Minutes, hours: z.number().positive() }),
  z.strictObject({ what: z.literal('insulin'), at: Minutes }),
  z.strictObject({ what: z.literal('fluids'), at: Minutes, fluid: Id, liters: z.number().positive() }),
  z.strictObject({ what: z.literal('illness'), from: Minutes, to: Minutes, values: z.record(Id, z.number()) }),
]);

const Person = z.strictObject({
  id: Id,
  classes: z.array(Id).default([]),
  sex: z.enum(['F', 'M']).optional(),
  age: z.int().min(0).max(110).optional(),
  ward: z.string().optional(),
  /** Set points that must be these; all others are drawn. */
  usual: z.record(Id, z.number()).default({}),
  drugs: z.array(z.string()).default([]),
  substances: z.record(z.string(), z.number()).default({}),
  course: z.array(HappeningEntry).default([]),
  hardToDraw: z.boolean().optional(),
  /** What the ward says when asked how they are. */
  picture: z.string(),
  /** A neighbor's name with two letters exchanged: look-alikes. */
  nearlyNamedAs: Id.optional(),
  urine: z.array(z.string()).default([]),
});

const Order = z.strictObject({
  id: Id,
  patient: Id,
  /** Panels and analytes. */
  tests: z.array(Id).min(1),
  priority: z.enum(['stat', 'urgent', 'routine']).default('routine'),
  clinical: z.string().optional(),
  drawn: Minutes,
  /** When the collector says it was drawn, where that is not so. */
  writes: Minutes.optional(),
  /** Null = it never comes; it is known from before the shift. */
  arrives: Minutes.nullable(),
  site: z.enum(['arm', 'line', 'drip arm', 'finger', 'artery']).default('arm'),
  on: z.enum(['room', 'ice', 'warm']).default('room'),
  /** What the collector says when asked about this draw. */
  draw: z.string().default('From the arm without a drip, tubes in the order of draw, turned over.'),
  /** By kind of tube: what befalls it, and what it holds, mL. */
  tubes: z.record(Id, z.strictObject({ suffers: z.array(Mishap).default([]), holds: z.number().positive().optional() })).default({}),
  /**
   * What the shift before did with it: received, measured at `at`, and reported unless told otherwise, critical results called unless
   * told otherwise. `as`: they ran it under the number of this order.
   */
  before: z.strictObject({ at: z.number().max(0), reported: z.boolean().default(true), called: z.boolean().default(true), as: Id.optional() }).optional(),
  /** Cannot be had again: spinal fluid, a tube from a surgery. */
  irretrievable: z.boolean().default(false),
});

const ReagentEntry = z.strictObject({ lot: z.string(), patients: z.number().optional(), controls: z.number().optional(), hoursOnBoard: z.number().optional(), expires: Minutes.optional() });

/** From a moment on an analyzer is otherwise. Amounts in the analyte's unit; bias as a share of the value. */
export const AnalyzerChange = z.strictObject({
  at: Minutes,
  analyzer: Id,
  fault,
  wear: Fraction.optional(),
  carryover: Fraction.optional(),
  celsius: z.number().optional(),
  water: Fraction.optional(),
  channels: z
    .record(
      Id,
      z.strictObject({
        bias: z.number().optional(),
        drift: z.number().optional(),
        noise: z.number().positive().optional(),
        reagent: ReagentEntry.optional(),
        thromboplastin: z.strictObject({ isi: z.number(), meanNormal: z.number() }).optional(),
        configured: z.strictObject({ isi: z.number(), meanNormal: z.number() }).optional(),
      }),
    )
    .default({}),
  /** What the log of the analyzer says about it, for anybody to read. */
  says: z.string().optional(),
  /** A control material: another lot (values × `values` for each analyte), or a vial that is not as strong as it should be. */
  control: z.strictObject({ level: z.int().min(1).max(3).optional(), lot: z.string().optional(), factor: z.number().positive().optional(), times: z.record(Id, z.number()).default({}) }).optional(),
});
export type AnalyzerChange = z.infer<typeof AnalyzerChange>;

/** Somebody interrupts. `about` is what it is; a choice that is not sound says what it breaks. */
export const Interruption = z.strictObject({
  id: Id,
  at: Minutes,
  what: z.enum(['phone', 'spill', 'alarm', 'visitor']),
  about: z.enum(['late-label', 'skip-read-back', 'result-by-phone', 'add-on', 'complaint', 'supply', 'spill', 'question']),
  says: z.string(),
  choices: z.array(z.strictObject({ id: Id, says: z.string(), sound: z.boolean(), because: z.string() })).min(2),
  /** An order it is about, for an add-on or a complaint. */
  order: Id.optional(),
  tests: z.array(Id).default([]),
});

/** What the LIS itself does wrong: messages doubled, units mapped wrongly, the link down, a result typed wrongly before. */
const Mischief = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('double'), at: Minutes, analyzer: Id, fault }),
  z.strictObject({ what: z.literal('unit'), at: Minutes, analyzer: Id, analyte: Id, factor: z.number().positive(), fault }),
  z.strictObject({ what: z.literal('downtime'), from: Minutes, to: Minutes, fault }),
  /** Each result stands twice in a message, under the same sub-id. */
  z.strictObject({ what: z.literal('twice'), from: Minutes, to: Minutes, analyzer: Id, fault }),
  /** Typed from a printout with two digits exchanged; the printout lies at the bench. */
  z.strictObject({ what: z.literal('typed'), order: Id, analyte: Id, fault }),
]);

/** One scenario: content/laboratory/scenarios/ID.yaml. */
export const ScenarioEntry = z.strictObject({
  id: Id,
  /** Number in the design's list of types, or composite. */
  type: z.union([z.int().min(1).max(44), z.literal('composite')]),
  title: z.string(),
  departments: z.array(z.enum(['reception', 'chemistry', 'hematology', 'coagulation', 'urinalysis', 'lis'])).min(1),
  level: z.int().min(1).max(4),
  /** The least role that may close it; the learner plays this one or `mlt`. */
  role: z.enum(ROLES),
  /** True: it looks like a fault and is none. */
  decoy: z.boolean().default(false),
  kind: z.enum(['drill', 'routine']).default('drill'),
  /** What the learner is told when the shift opens. Never what is wrong. */
  says: z.string(),
  /** Shown at the debrief: the rule to take along. */
  teaches: z.string(),
  cite: z.array(Citation).default([]),
  confidence: Confidence,
  opens: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/),
  minutes: z.int().positive(),
  autoverify: z.boolean().default(false),
  patients: z.array(Person).min(1),
  orders: z.array(Order).min(1),
  /** Draws before the shift whose results are on file. */
  earlier: z.array(z.strictObject({ patient: Id, tests: z.array(Id).min(1), drawn: Minutes })).default([]),
  analyzers: z.array(AnalyzerChange).default([]),
  /** Days of control runs on file before the shift, by analyzer; the last run of the morning is one of them. */
  controls: z.array(z.strictObject({ analyzer: Id, analytes: z.array(Id).min(1), days: z.int().min(1).max(60), perDay: z.int().min(1).max(4).default(1) })).default([]),
  /** Control runs that are made without anybody asking: by the shift before, or by the clock. */
  runs: z.array(z.strictObject({ at: Minutes, analyzer: Id, analytes: z.array(Id).min(1) })).default([]),
  happens: z.array(Interruption).default([]),
  mischief: z.array(Mischief).default([]),
  /** Many patients who are nobody in particular, for a shift that is full: healthy and common illnesses. */
  crowd: z.strictObject({ specimens: z.int().min(1).max(80), tests: z.array(z.array(Id).min(1)).min(1), from: Minutes, to: Minutes, classes: z.array(Id).default([]) }).optional(),
  /** Two parallel forms at least. */
  seeds: z.array(z.int().min(1)).min(2),
});
export type ScenarioEntry = z.infer<typeof ScenarioEntry>;
