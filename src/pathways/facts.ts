import type { DaySpan } from '#kernel/dates.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import {
  readCourse,
  readCredential,
  readDegree,
  readJob,
  readLicense,
  readMilitary,
  readProcedure,
  readProgram,
  readTraining,
  span,
  type FCourse,
  type FDegree,
  type FHolding,
  type FJob,
  type FMilitary,
  type FProcedure,
  type FProgram,
  type FTraining,
} from './entries.ts';

export { semesterHours } from './entries.ts';

/**
 * A list of the record: its first entry, each of which leads to the next. `null` is its end, and so an empty list; a
 * list that was given is complete. `undefined` is a list not told. (Judging a rule takes under a microsecond and most
 * of that is waiting for memory, so a record's entries lie one after the other with no arrays between them.)
 */
export type Chain<T> = T | null | undefined;

/** A record made ready to be judged: dates read, words numbered. */
export class Facts {
  readonly state: string | null;
  readonly stateSince: DaySpan | null;
  readonly born: number | null;
  /** Degrees and programs are one list in the record: both are told or neither is. */
  readonly degrees: Chain<FDegree>;
  readonly programs: Chain<FProgram>;
  readonly courses: Chain<FCourse>;
  readonly jobs: Chain<FJob>;
  readonly credentials: Chain<FHolding>;
  readonly licenses: Chain<FHolding>;
  readonly military: Chain<FMilitary>;
  readonly training: Chain<FTraining>;
  readonly procedures: Chain<FProcedure>;

  constructor(record: PersonRecord) {
    this.state = record.state ?? null;
    this.stateSince = span(record.stateSince);
    this.born = record.born ?? null;
    this.degrees = chain(record.education, readDegree);
    this.programs = chain(record.education, readProgram);
    this.courses = chain(record.coursework, readCourse);
    this.jobs = chain(record.experience, readJob);
    this.credentials = chain(record.credentials, readCredential);
    this.licenses = chain(record.licenses, readLicense);
    this.military = chain(record.military, readMilitary);
    this.training = chain(record.training, readTraining);
    this.procedures = chain(record.procedures, readProcedure);
  }

  // The two lists that planning reads.
  get coursework(): { entries: Chain<FCourse> } {
    return { entries: this.courses };
  }
  get experience(): { jobs: FJob[] } {
    return { jobs: listed(this.jobs) };
  }
}

export const prepare = (record: PersonRecord): Facts => new Facts(record);

/** The entries that the reader knows, in the order of the record. */
function chain<E, T extends { next: T | null }>(
  list: readonly E[] | undefined,
  read: (entry: E, index: number) => T | null,
): Chain<T> {
  if (!list) return undefined;
  let [first, last]: [T | null, T | null] = [null, null];
  for (let i = 0; i < list.length; i++) {
    const entry = read(list[i]!, i);
    if (!entry) continue;
    if (last) last.next = entry;
    else first = entry;
    last = entry;
  }
  return first;
}

/** A chain as an array. */
export function listed<T extends { next: T | null }>(chain: Chain<T>): T[] {
  const list: T[] = [];
  for (let entry = chain; entry; entry = entry.next) list.push(entry);
  return list;
}
