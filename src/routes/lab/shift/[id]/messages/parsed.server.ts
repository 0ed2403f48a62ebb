import { parse } from '#laboratory/wire/hl7/index.ts';
import { fieldsOf, readRecords } from '#laboratory/wire/astm/index.ts';

/** One field of a message beside what it is. */
export type ReadField = { at: string; name: string; value: string };
export type ReadLine = { id: string; fields: ReadField[] };

/** What the fields hold that this laboratory reads and writes, in few words of ours. */
const HL7: { [field: string]: string } = {
  'MSH-3': 'sending program', 'MSH-4': 'sending facility', 'MSH-5': 'receiving program', 'MSH-6': 'receiving facility', 'MSH-7': 'when it was written',
  'MSH-9': 'kind of message', 'MSH-10': 'its number', 'MSH-11': 'production or test', 'MSH-12': 'version', 'MSH-15': 'acknowledge receipt', 'MSH-16': 'acknowledge use',
  'MSH-18': 'character set', 'MSH-21': 'profile', 'PID-3': 'patient number', 'PID-5': 'name', 'PID-7': 'born', 'PID-8': 'sex', 'SPM-1': 'line', 'SPM-2': 'specimen',
  'SPM-4': 'kind of specimen', 'SPM-11': 'role (P patient, Q control)', 'SPM-17': 'collected', 'SPM-18': 'received', 'SAC-3': 'container', 'OBR-1': 'line',
  'OBR-2': 'order of the sender', 'OBR-3': 'order of the laboratory', 'OBR-4': 'what was ordered', 'OBR-7': 'collected', 'OBR-22': 'reported', 'OBR-25': 'status (F final, C corrected)',
  'ORC-1': 'what to do', 'ORC-2': 'order of the sender', 'ORC-3': 'order of the laboratory', 'ORC-5': 'order status', 'OBX-1': 'line', 'OBX-2': 'kind of value',
  'OBX-3': 'what was measured (LOINC)', 'OBX-4': 'which run', 'OBX-5': 'value', 'OBX-6': 'unit (UCUM)', 'OBX-7': 'reference interval', 'OBX-8': 'flags', 'OBX-11': 'status',
  'OBX-14': 'time it holds for', 'OBX-16': 'operator', 'OBX-18': 'analyzer', 'OBX-19': 'measured', 'OBX-29': 'kind of observation', 'NTE-3': 'comment', 'TQ1-9': 'priority',
  'MSA-1': 'AA taken, AE error, AR refused', 'MSA-2': 'number of the message', 'QPD-1': 'query', 'QPD-2': 'query number', 'QPD-3': 'specimen asked about', 'INV-1': 'substance',
}; // prettier-ignore
const ASTM: { [field: string]: string } = {
  'H-3': 'its number', 'H-5': 'sender', 'H-10': 'receiver', 'H-12': 'production or test', 'H-13': 'version', 'H-14': 'when it was written', 'P-2': 'line', 'P-3': 'patient number',
  'P-6': 'name', 'P-8': 'born', 'P-9': 'sex', 'O-2': 'line', 'O-3': 'specimen', 'O-5': 'tests', 'O-6': 'priority', 'O-7': 'requested', 'O-8': 'collected', 'O-12': 'action (Q control)',
  'O-16': 'kind of specimen', 'O-26': 'kind of report', 'R-2': 'line', 'R-3': 'what was measured', 'R-4': 'value', 'R-5': 'unit', 'R-6': 'reference interval', 'R-7': 'flags',
  'R-9': 'status', 'R-11': 'operator', 'R-12': 'begun', 'R-13': 'completed', 'R-14': 'analyzer', 'Q-3': 'whose specimen', 'Q-5': 'tests', 'Q-13': 'status', 'C-3': 'who says it',
  'C-4': 'comment', 'L-3': 'why it ended', 'M-4': 'what it is about',
}; // prettier-ignore

/** A message taken apart: each field that holds something, with what it is where that is on file here. */
export function linesOf(protocol: string, raw: string): ReadLine[] | { unread: string } {
  if (protocol === 'astm')
    return readRecords(raw).map((record) => ({
      id: record.type,
      fields: fieldsOf(record).flatMap((repeats, i) => {
        const value = repeats.map((parts) => parts.join(' ^ ')).join(' ~ ');
        const at = `${record.type}-${i + 1}`;
        return i === 0 || value === '' ? [] : [{ at, name: ASTM[at] ?? '', value }];
      }),
    }));
  const message = parse(raw);
  if ('unread' in message) return message;
  return message.segments.map((segment) => ({
    id: segment.id,
    fields: segment.fields.flatMap((field, i) => {
      const value = field.map((r) => r.map((c) => c.join(' & ')).join(' ^ ')).join(' ~ ');
      const at = `${segment.id}-${i + 1}`;
      return value === '' || at === 'MSH-1' ? [] : [{ at, name: HL7[at] ?? '', value }];
    }),
  }));
}
