import { z } from 'zod';
import type { Record as PersonRecord } from '#record/index.ts';

/** What a browser keeps beside the record: where the person wants to get to, what was asked, their own figures. */
const Answers = z.object({
  goal: z.string().nullable().default(null),
  /** Questions answered or passed over, in order. */
  asked: z.array(z.string()).default([]),
  /** Figures of the person's own in place of ours. */
  own: z.record(z.string(), z.number()).default({}),
});
export type Answers = z.infer<typeof Answers>;
export const NO_ANSWERS: Answers = { goal: null, asked: [], own: {} };

/** Where something is wrong with stored answers, and what. */
export type AnswersProblem = { path: string; message: string };

/** Answers out of a store, perhaps of long ago; null stands for none. Never throws. */
export function readAnswers(stored: unknown): { answers: Answers } | { problems: AnswersProblem[] } {
  if (stored === null) return { answers: NO_ANSWERS };
  const read = Answers.safeParse(stored);
  if (read.success) return { answers: read.data };
  const at = (path: readonly PropertyKey[]) => path.map(String).join('.') || 'all of it';
  return { problems: read.error.issues.map(({ path, message }) => ({ path: at(path), message })) };
}

/** A form as it was sent. */
export type Form = { get: (name: string) => string; all: (name: string) => string[] };

/** What is wrong with an answer, by field. */
export type Wrong = { [field: string]: string };
export type Read = { record: PersonRecord; answers: Answers } | { wrong: Wrong };

/** `2024-05`, or undefined when left empty; `wrong` when it is neither. */
export function month(text: string): string | undefined | 'wrong' {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const parts = /^(\d{4})-(\d{1,2})(-\d{1,2})?$/.exec(trimmed) ?? /^(\d{1,2})\/(\d{4})$/.exec(trimmed);
  if (!parts) return 'wrong';
  const [year, m] = trimmed.includes('/')
    ? [Number(parts[2]), Number(parts[1])]
    : [Number(parts[1]), Number(parts[2])];
  return m >= 1 && m <= 12 && year >= 1930 && year <= 2100
    ? `${year}-${String(m).padStart(2, '0')}`
    : 'wrong';
}

/** A month that was sent; where it is the month of a date on record, that date, which may know the day. */
export const sameMonth = (sent: string | undefined, before: string | undefined) =>
  sent !== undefined && before?.startsWith(sent) ? before : sent;

/** A whole or decimal number, undefined when left empty, `wrong` when it is none or out of range. */
export function number(text: string, min: number, max: number): number | undefined | 'wrong' {
  const trimmed = text.trim().replaceAll(',', '').replace(/^\$/, '');
  if (trimmed === '') return undefined;
  const n = Number(trimmed);
  return Number.isFinite(n) && n >= min && n <= max ? n : 'wrong';
}

/** Drops what was left open: a missing attribute is unknown, and the record says so by leaving it out. */
export const given = <T extends object>(entry: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(entry).filter(([, v]) => v !== undefined && v !== '')) as never;
