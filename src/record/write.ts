import { Document, isMap, isSeq } from 'yaml';
import {
  Coursework,
  Degree,
  HeldLicense,
  Holding,
  Job,
  Limits,
  Military,
  Procedure,
  Program,
  Record,
  Training,
} from './schema.ts';

const KEYS = Object.keys(Record.shape) as (keyof Record)[];
/** The attributes of what stands in each part, in the order in which they are written. */
const ORDER: { [part in keyof Record]?: string[] } = {
  education: Object.keys({ ...Degree.shape, ...Program.shape }),
  coursework: Object.keys(Coursework.shape),
  experience: Object.keys(Job.shape),
  credentials: Object.keys(Holding.shape),
  licenses: Object.keys(HeldLicense.shape),
  military: Object.keys(Military.shape),
  training: Object.keys(Training.shape),
  procedures: Object.keys(Procedure.shape),
  limits: Object.keys(Limits.shape),
};

/**
 * A record as the text of a record file: keys in the schema's order, one entry a line. The same record always gives
 * the same text, and reading the text gives the record.
 */
export function writeRecord(record: Record): string {
  const plain: { [key: string]: unknown } = {};
  for (const key of KEYS) if (record[key] !== undefined) plain[key] = ordered(record[key], ORDER[key] ?? []);
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

function ordered(value: unknown, keys: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((inner) => ordered(inner, keys));
  if (!value || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => keys.indexOf(a) - keys.indexOf(b)));
}
