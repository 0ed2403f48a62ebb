import { Document, isMap, isSeq } from 'yaml';
import {
  Coursework,
  Degree,
  HeldLicense,
  Job,
  Limits,
  Military,
  Procedure,
  Program,
  Record,
  Training,
} from './schema.ts';

const KEYS = Object.keys(Record.shape) as (keyof Record)[];
const ORDER = [
  ...new Set(
    [Degree, Program, Coursework, Job, HeldLicense, Military, Training, Procedure, Limits].flatMap((s) =>
      Object.keys(s.shape),
    ),
  ),
];

/**
 * A record as the text of a record file: keys in the schema's order, one entry a line. The same record always gives
 * the same text, and reading the text gives the record.
 */
export function writeRecord(record: Record): string {
  const plain: { [key: string]: unknown } = {};
  for (const key of KEYS) if (record[key] !== undefined) plain[key] = ordered(record[key]);
  const doc = new Document(plain);
  if (isMap(doc.contents))
    for (const { value } of doc.contents.items) {
      if (isMap(value)) value.flow = true;
      else if (isSeq(value)) {
        if (value.items.length === 0) value.flow = true;
        for (const item of value.items) if (isMap(item)) item.flow = true;
      }
    }
  return doc.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!value || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(
    entries
      .sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b))
      .map(([key, inner]) => [key, ordered(inner)]),
  );
}
