// 10,000 messages each way over lines that cut, drop, double, swap, alter and hold up what they carry: what the database holds
// at the end. FAULT_MESSAGES=n for fewer.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BAD, isLoss, tableOf, tried, type Tried } from '../../src/laboratory/serve/testing/trial.server.ts';

const COUNT = Number(process.env['FAULT_MESSAGES'] ?? 10_000);

export async function faults(): Promise<void> {
  console.log(
    `Over bad lines: ${COUNT} messages each way, until each is acknowledged; counted in the database afterwards\n`,
  );
  const rows: Tried[] = [];
  for (const [protocol, way, connections] of [
    ['hl7', 'in', 10],
    ['hl7', 'out', 1],
    ['astm', 'in', 10],
    ['astm', 'out', 10],
  ] as const) {
    const dataFolder = mkdtempSync(join(tmpdir(), 'benchpath-bad-lines-'));
    try {
      rows.push(
        await tried(
          { protocol, way, count: COUNT, connections, faults: BAD[protocol], seed: 2026 },
          { dataFolder },
        ),
      );
    } finally {
      rmSync(dataFolder, { recursive: true, force: true });
    }
  }
  console.log(tableOf(rows));
  console.log(
    '\nin: results to the LIS. out: reports to a hospital system (HL7), and what is to be measured as answers to queries (ASTM).',
  );
  const bad = rows.filter(isLoss);
  console.log(
    bad.length === 0
      ? 'reached nothing lost, doubled or crossed'
      : 'MISSED  something was lost, doubled or crossed',
  );
  if (bad.length > 0) process.exitCode = 1;
}
