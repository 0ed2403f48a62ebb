// npm run bench -- wire [astm|hl7|stored|faults]: what comes in and goes out, read and written beside other libraries.
import { cpus, loadavg } from 'node:os';

const PARTS: { [part: string]: () => Promise<unknown> } = {
  astm: async () => (await import('./astm.ts')).run(),
  hl7: async () => (await import('./hl7.ts')).hl7(),
  stored: async () => (await import('./stored.ts')).stored(),
  faults: async () => (await import('./faults.ts')).faults(),
};

console.log(
  `Machine: ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} processors, Node ${process.version}, ${process.platform}; load ${loadavg()[0]!.toFixed(1)} (rates are per second of processor time)\n`,
);
const [wanted] = process.argv.slice(2);
for (const [name, part] of Object.entries(PARTS)) if (wanted === undefined || wanted === name) await part();
