import { PARTS, toldIn, type Told as ToldPart } from '#record/form/index.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import { onFile } from './lists.server.ts';

/** A part of the record and what is told in it, in plain words. */
export type PartView = { id: string; title: string } & ToldPart;

/** Everything that a record tells, part by part. */
export const partsTold = (record: PersonRecord): PartView[] =>
  PARTS.map((part) => ({ id: part.id, title: part.title, ...toldIn(part, record, onFile().lists) }));
