import type { Confidence } from '#content/index.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import type { Option, Pledge } from './option.ts';
import type { Used } from './situation.ts';

/** One step of a plan. Dates are ISO days, both included. */
export type Step = {
  /** The option's key: a move, `exam:…`, `license:…`, `job:…`, `work:…`, `renew:…`. */
  move: string;
  kind: Option['kind'] | 'renewal';
  source: string;
  name: string;
  from: string;
  to: string;
  costUsd: number;
  costRange: { low: number | null; high: number | null };
  /** Laboratory pay earned during the step, because of it. */
  payUsd: number;
  studyHoursPerWeek: number;
  practicumHoursPerWeek: number;
  workHoursPerWeek: number;
  /** What the step is for: `<rule>/<pathway>: <need>`. */
  serves: string[];
  /** The pathway an exam or application goes by. */
  pathway: string | null;
  cite: string[];
  confidence: Confidence;
  /** What must be confirmed before the step binds to service; null = it does not bind. */
  service: Pledge | null;
  /** Figures used that are assumed or the person's own. */
  figures: Used[];
};

/** A day by which something must be done, or the way closes. */
export type Deadline = { on: string; what: string };

export type Plan = {
  id: string;
  /** The day the goal is reached. */
  goalOn: string;
  days: number;
  months: number;
  costUsd: number;
  /** Laboratory pay over ten years less what is paid out. */
  netPayUsd: number;
  steps: Step[];
  /** Pay before any step pays: the present laboratory job. */
  presentPayUsd: number;
  /** Pay from the day the goal is reached until ten years are over. */
  afterPayUsd: number;
  deadlines: Deadline[];
  /** The record on the day the goal is reached. */
  record: PersonRecord;
  confidence: Confidence;
};
