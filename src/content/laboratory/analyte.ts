import { z } from 'zod';
import { Loinc } from './loinc.ts';
import { entry, Id, stated } from './stated.ts';

export const DEPARTMENTS = ['chemistry', 'blood-gas', 'hematology', 'coagulation', 'urinalysis'] as const;

/** One reference interval, limits included; null = open. Ages in whole years, both included. `text` for results in words. */
const ReferenceRow = z
  .strictObject({
    sex: z.enum(['F', 'M']).optional(),
    ageFrom: z.number().int().nonnegative().optional(),
    ageTo: z.number().int().positive().optional(),
    low: z.number().nullable().default(null),
    high: z.number().nullable().default(null),
    text: z.string().optional(),
    note: z.string().optional(),
  })
  .refine((r) => r.low === null || r.high === null || r.low <= r.high, 'the low limit is above the high one')
  .refine((r) => r.low !== null || r.high !== null || r.text !== undefined, 'says neither limits nor text')
  .refine((r) => r.ageFrom === undefined || r.ageTo === undefined || r.ageFrom <= r.ageTo, 'the ages run backward');

/** Adult limits: a value at or beyond one is called. */
const Critical = z
  .strictObject({
    low: z.number().nullable().default(null),
    high: z.number().nullable().default(null),
    /** Many laboratories have no such limit; the simulated one does. */
    policy: z.boolean().default(false),
    when: z.string().optional(),
  })
  .refine((c) => c.low !== null || c.high !== null, 'names no limit');

/** Allowable total error: `absolute` in the analyte's unit; percent and absolute together mean the greater of the two. */
const Allowable = z
  .strictObject({
    absolute: z.number().positive().optional(),
    percent: z.number().positive().optional(),
    /** Standard deviations of the graded target. */
    sds: z.number().positive().optional(),
  })
  .refine((a) => Object.values(a).some((v) => v !== undefined), 'names no limit');

/** A move against the last result within so many hours: in the unit, or percent of the earlier result. */
const Delta = z
  .strictObject({
    absolute: z.number().positive().optional(),
    percent: z.number().positive().optional(),
    hours: z.number().positive(),
  })
  .refine((d) => (d.absolute === undefined) !== (d.percent === undefined), 'is absolute or in percent, one of the two');

const Range = z
  .strictObject({ low: z.number(), high: z.number() })
  .refine((r) => r.low < r.high, 'the low end is not below the high one');

export const InterferenceKind = z.enum(['hemolysis', 'lipemia', 'icterus', 'other']);

/** content/laboratory/analytes/DEPARTMENT/ID.yaml: what can be measured, and what is expected of it. */
export const AnalyteEntry = z
  .strictObject({
    id: Id,
    name: z.string(),
    department: z.enum(DEPARTMENTS),
    loinc: stated(Loinc).optional(),
    /** UCUM; `benchpath rules check` parses it, so it cites nothing. null = results in words. */
    unit: z.string().nullable(),
    /** Digits after the point in a report. */
    decimals: z.number().int().min(0).max(4),
    /** Tubes it can be measured from, the preferred first. */
    tubes: z.array(Id).min(1),
    reference: stated(z.array(ReferenceRow).min(1)),
    critical: stated(Critical).optional(),
    allowable: stated(Allowable).optional(),
    /** CV of a current analyzer near a decision level, percent. */
    analyticalCv: stated(z.number().positive()).optional(),
    /** CV within one healthy adult, and between them, percent. */
    biological: stated(z.strictObject({ within: z.number().positive(), between: z.number().positive() })).optional(),
    delta: stated(Delta).optional(),
    /** What an analyzer measures before dilution. */
    range: stated(Range).optional(),
    /** How it is worked out from other analytes, where it is not measured. */
    computed: stated(z.string()).optional(),
    interferences: entry({ list: z.array(z.strictObject({ by: InterferenceKind, says: z.string() })).min(1) }).optional(),
    note: z.string().optional(),
  })
  .superRefine((a, context) => {
    const [critical, rows] = [a.critical?.value, a.reference.value];
    if (!critical || !rows) return;
    const say = (message: string) => context.addIssue({ code: 'custom', path: ['critical'], message });
    for (const row of rows) {
      if (critical.low !== null && row.low !== null && critical.low >= row.low)
        say(`the low limit ${critical.low} is not below the reference interval, which begins at ${row.low}`);
      if (critical.high !== null && row.high !== null && critical.high <= row.high)
        say(`the high limit ${critical.high} is not above the reference interval, which ends at ${row.high}`);
    }
  });
export type AnalyteEntry = z.infer<typeof AnalyteEntry>;
