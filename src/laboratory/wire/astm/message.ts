import type { AstmRecord } from './record.ts';

/** A record with its place in the text, the comments that belong to it, and records of makers (M) and of science (S). */
export type Entry = { record: AstmRecord | null; comments: AstmRecord[]; others: AstmRecord[] };

/** Results of an order. `record` is null where results came without an order. */
export type Order = Entry & { results: Entry[] };

/** Orders of a patient. `record` is null where orders came without a patient. */
export type Patient = Entry & { orders: Order[] };

/**
 * One message, from header to terminator: P under H, O under P, R under O, C and M after any, Q for queries, L last. Every
 * record stands in it once; `strays` are those that fit nowhere: of an unknown type, or outside of a message.
 */
export type Message = {
  records: AstmRecord[];
  header: AstmRecord | null;
  comments: AstmRecord[];
  others: AstmRecord[];
  patients: Patient[];
  queries: Entry[];
  terminator: AstmRecord | null;
  strays: AstmRecord[];
};

/** Puts records into messages. A header begins one, and so does whatever follows a terminator. Never throws. */
export function messagesOf(records: readonly AstmRecord[]): Message[] {
  const messages: Message[] = [];
  let reader: Reader | null = null;
  for (const record of records) {
    if (record.fields.length === 1 && record.type === '' && reader) reader.message.records.push(record);
    else {
      if (!reader || record.type === 'H' || reader.message.terminator) {
        reader = newReader();
        messages.push(reader.message);
      }
      reader.message.records.push(record);
      place(reader, record);
    }
  }
  return messages;
}

type Reader = { message: Message; last: Pick<Entry, 'comments' | 'others'> };

function newReader(): Reader {
  const message: Message = {
    records: [],
    header: null,
    comments: [],
    others: [],
    patients: [],
    queries: [],
    terminator: null,
    strays: [],
  };
  return { message, last: message };
}

const entry = (record: AstmRecord | null): Entry => ({ record, comments: [], others: [] });

function place(reader: Reader, record: AstmRecord): void {
  const { message } = reader;
  const patient = () => message.patients.at(-1) ?? push(message.patients, { ...entry(null), orders: [] });
  const order = () => {
    const { orders } = patient();
    return orders.at(-1) ?? push(orders, { ...entry(null), results: [] });
  };
  switch (record.type) {
    case 'H':
      message.header = record;
      break;
    case 'P':
      reader.last = push(message.patients, { ...entry(record), orders: [] });
      break;
    case 'O':
      reader.last = push(patient().orders, { ...entry(record), results: [] });
      break;
    case 'R':
      reader.last = push(order().results, entry(record));
      break;
    case 'Q':
      reader.last = push(message.queries, entry(record));
      break;
    case 'C':
      reader.last.comments.push(record);
      break;
    case 'M':
    case 'S':
      reader.last.others.push(record);
      break;
    case 'L':
      message.terminator = record;
      break;
    default:
      message.strays.push(record);
  }
}

function push<T>(list: T[], item: T): T {
  list.push(item);
  return item;
}
