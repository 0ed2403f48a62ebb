import { join } from 'node:path';
import { loadCatalog } from '../../catalog/load.server.ts';
import {
  act,
  isRefusal,
  newLedger,
  rulesOf,
  take,
  type Asking,
  type Command,
  type Event,
  type Ledger,
  type Local,
  type Refusal,
  type Rules,
} from '../index.ts';

const CONTENT = join(import.meta.dirname, '../../../../content');
export const CATALOG = loadCatalog(CONTENT).catalog;

/** Monday 5 January 2026, seven in the morning. */
export const OPENS = Date.parse('2026-01-05T07:00:00Z') / 1000;

export const ANALYZERS = new Map([
  ['CHEM1', new Set(['na', 'k', 'cl', 'co2', 'glu', 'ca', 'crea', 'bun', 'alp', 'ldh', 'hidx'])],
]);

/** A laboratory to try things in: time goes on by hand, everybody is at the same bench. */
export function laboratory(local: Local = {}) {
  const ledger: Ledger = newLedger();
  const rules: Rules = rulesOf(CATALOG, { analyzers: ANALYZERS, ...local });
  let now = OPENS;
  const asking = (role: string, outside = false): Asking => ({
    by: { id: `${role}1`, role: role as Asking['by']['role'] },
    at: now,
    station: 'bench',
    outside,
  });
  return {
    ledger,
    rules,
    lis: ledger.lis,
    asking,
    now: () => now,
    wait: (minutes: number) => (now += minutes * 60),
    /** Tries a command; a refusal comes back as it is. */
    attempt: (command: Command, role = 'mlt', outside = false): { events: Event[] } | Refusal =>
      act(ledger, command, asking(role, outside), rules),
    /** Does a command; a refusal fails the test. */
    does(command: Command, role = 'mlt', outside = false): Event[] {
      const done = act(ledger, command, asking(role, outside), rules);
      if (isRefusal(done)) throw new Error(`refused: ${done.refused}`);
      return done.events;
    },
    send: (raw: string, from = 'CHEM1') => take(ledger, 'hl7', from, raw, asking('analyzer'), rules),
  };
}
export type Laboratory = ReturnType<typeof laboratory>;

/** Controls of these analytes with means on file and a good run. */
export function goodControls(lab: Laboratory, analytes: readonly string[], analyzer = 'CHEM1'): void {
  for (const analyte of analytes) {
    const materials = [{ material: 'L1', mean: 100, sd: 2 }, { material: 'L2', mean: 200, sd: 4 }]; // prettier-ignore
    lab.does({ do: 'assign means', analyzer, analyte, lot: 'C1', materials }, 'supervisor');
    lab.does({ do: 'control run', analyzer, analyte, points: [{ material: 'L1', value: 100.5 }, { material: 'L2', value: 199 }], message: null }); // prettier-ignore
  }
}

export const PATIENT = {
  mrn: 'VB000417',
  family: 'LARCH',
  given: 'WREN',
  born: '1971-02-03',
  sex: 'F',
} as const;

/** An accepted specimen with these tests; its accession number. */
export function accepted(
  lab: Laboratory,
  tests: readonly string[],
  identity: { mrn: string; family: string; given: string; born: string; sex: 'F' | 'M' } = PATIENT,
): string {
  const made = lab.does({ do: 'order', identity, tests, priority: 'routine', ward: '4 West' });
  const [order] = made;
  if (order?.type !== 'OrderReceived') throw new Error('no order');
  const { accession } = order.specimens[0]!;
  lab.does({ do: 'collected', accession, collectedAt: lab.now() - 1200, collector: 'ward' }, 'aide');
  lab.does({ do: 'scan', container: `tube-${accession}`, scanned: accession });
  lab.does({ do: 'accept', accession, container: `tube-${accession}` });
  return accession;
}

/** A LAB-29 message with one specimen, as an analyzer writes it. */
export function oul(
  accession: string,
  results: readonly [code: string, value: string, unit: string, sub?: string, note?: string][],
  more: { id?: string; at?: string; role?: string } = {},
): string {
  const { id = 'R0001', at = '20260105073100', role = 'P' } = more;
  return [
    `MSH|^~\\&|CHEM1|LAB|LIS|LAB|${at}||OUL^R22^OUL_R22|${id}|P|2.5.1|||NE|AL||UNICODE UTF-8|||LAB-29^IHE`,
    `SPM|1|${accession}||SER^^HL70487|||||||${role}^^HL70369`,
    `SAC|||${accession}`,
    ...results.flatMap(([code, value, unit, sub = '1', note], i) => [
      `OBR||W${i + 1}||${code}^^LN`,
      'ORC|SC||||CM',
      `OBX|1|${Number.isFinite(Number(value)) ? 'NM' : 'ST'}|${code}^^LN|${sub}|${value}|${unit}^^UCUM|||||F|||||tech1||CHEM1^BENCH|${at}||||||||||RSLT`,
      ...(note ? [`NTE|1||${note}`] : []),
    ]),
    '',
  ].join('\r');
}
