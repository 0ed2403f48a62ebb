import {
  oruR01,
  oulR22,
  serialize,
  type Header,
  type Message,
  type Report,
  type Result,
} from '../../src/laboratory/wire/hl7/index.ts';

/** What a laboratory sends in an hour, invented: half results of an analyzer (OUL^R22), half reports (ORU^R01). */
const PANEL = [
  ['2951-2', 'Sodium', 'mmol/L', '136-145'], ['2823-3', 'Potassium', 'mmol/L', '3.5-5.1'], ['2075-0', 'Chloride', 'mmol/L', '98-107'],
  ['2028-9', 'Carbon dioxide', 'mmol/L', '22-29'], ['3094-0', 'Urea nitrogen', 'mg/dL', '7-20'], ['2160-0', 'Creatinine', 'mg/dL', '0.74-1.35'],
  ['2345-7', 'Glucose', 'mg/dL', '70-99'], ['17861-6', 'Calcium', 'mg/dL', '8.6-10.2'], ['2885-2', 'Protein', 'g/dL', '6.4-8.3'],
  ['98979-8', 'eGFR', 'mL/min/{1.73_m2}', ''], ['6690-2', 'Leukocytes', '10*3/uL', '4.5-11'], ['718-7', 'Hemoglobin', 'g/dL', '13.5-17.5'],
] as const; // prettier-ignore
const COMMENTS = [
  'Specimen slightly hemolyzed; K & LDH not affected.',
  'Repeated, same result.',
  'Called to ward 4 | read back.',
];

function result(n: number, i: number): Result {
  const [code, text, unit, range] = PANEL[i % PANEL.length]!;
  const number = (((n * 37 + i * 11) % 1000) / 10).toFixed(1);
  return {
    code: { code, text, system: 'LN' },
    subId: '1',
    value:
      i % 9 === 8
        ? { type: 'SN', comparator: '<', number, separator: '', second: '' }
        : { type: 'NM', number },
    unit: { code: unit, text: '', system: 'UCUM' },
    range,
    flags: (n + i) % 5 === 0 ? ['H'] : [],
    status: 'F',
    observed: '2026-01-05T06:30:00',
    analyzed: '2026-01-05T07:30:55',
    operator: 'tech1',
    method: null,
    instrument: { id: 'CHEM1', authority: 'BENCH' },
    comments: (n + i) % 7 === 0 ? [COMMENTS[n % COMMENTS.length]!] : [],
  };
}

function report(n: number): Report {
  return {
    order: {
      control: 'SC', orderStatus: 'CM', placer: `W${n}`, filler: `F${n}`, service: { code: '24323-8', text: 'Metabolic panel', system: 'LN' },
      collected: '2026-01-05T06:30:00', reported: '2026-01-05T07:31:00', status: 'F', comments: [],
    },
    results: Array.from({ length: 6 + (n % 7) }, (_, i) => result(n, i)),
  }; // prettier-ignore
}

/** @returns the messages, and their texts */
export function mix(count: number): { messages: Message[]; texts: string[] } {
  const header = (n: number): Header => ({
    from: { application: 'CHEM1', facility: 'LAB' },
    to: { application: 'LIS', facility: 'LAB' },
    at: '2026-01-05T07:31:00',
    controlId: `M${n}`,
    processing: 'P',
    profile: n % 2 === 0 ? { id: 'LAB-29', authority: 'IHE' } : null,
  });
  const messages = Array.from({ length: count }, (_, n) =>
    n % 2 === 0
      ? oulR22(header(n), [{
          specimen: {
            id: `A260105${n}`, filler: null, container: `A260105${n}`, carrier: null, position: null, tray: null, type: { code: 'SER', text: '', system: 'HL70487' },
            role: 'P', collected: null, received: null, available: null, rejected: [], condition: null,
          },
          orders: [report(n)],
        }])
      : oruR01(header(n), {
          ids: [{ id: `VB${n}`, authority: 'BENCH', type: 'MR' }], family: 'DOE', given: 'ALEX', middle: '', born: '1971-02-03', sex: 'F',
        }, [report(n)]),
  ); // prettier-ignore
  return { messages, texts: messages.map(serialize) };
}
