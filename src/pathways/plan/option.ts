import type { Service } from '#content/index.ts';
import type { Day } from '#kernel/dates.ts';
import type { Rule, Standing } from '../compile.ts';
import type { Goal } from '../rulebook.ts';
import type { Additions } from './adding.ts';
import type { Renewing } from './renewing.ts';
import type { Used } from './situation.ts';
import type { PayRole } from './target.ts';

/** What somebody who enlists has to have confirmed, by whom, and how sure the step is. */
export type Pledge = Pick<Service, 'confirm' | 'ask' | 'confidence'>;

/**
 * Something this person could do, with every figure settled: a move from content made ready, an exam, a license
 * application, a job taken, or time spent in a job because a rule asks for it.
 */
export type Option = {
  key: string;
  kind: 'program' | 'courses' | 'training' | 'exam' | 'application' | 'job' | 'experience' | 'stay';
  /** The content entry: a move's, credential's or license's id. */
  source: string;
  name: string;
  /** What it takes to begin; null = nothing. */
  begin: Rule | null;
  /** For an exam or an application: what must be met by one of its pathways to begin. */
  qualify: Goal | null;
  /** Options that must be finished first. */
  after: string[];
  /** First day it may start, at or after a day; Infinity = not any more. */
  startOn: (day: Day) => Day;
  /** The first day after it. */
  endOf: (start: Day) => Day;
  studyHours: number;
  practicumHours: number;
  workHours: number;
  costUsd: number;
  /** Dollars out of pocket, low to high, for showing. */
  costRange: { low: number | null; high: number | null };
  earns: PayRole | null;
  /** What it takes to keep what it gives; null = nothing lapses. */
  renews: Renewing | null;
  /** What must be confirmed before it binds to service; null = it does not bind. */
  service: Pledge | null;
  adds: (start: Day, end: Day) => Additions;
  /** Figures used, so that assumptions can be shown and changed. */
  figures: Used[];
  cite: string[];
};

/** How rules stand that moves state themselves. */
export const PLAIN: Standing = { cite: [], as_of: null, confidence: 'verified' };

/** An option that takes no hours and no money, earns nothing and asks for nothing. */
export const NOTHING = {
  studyHours: 0,
  practicumHours: 0,
  workHours: 0,
  costUsd: 0,
  costRange: { low: null, high: null },
  earns: null,
  begin: null,
  qualify: null,
  renews: null,
  service: null,
} as const;
