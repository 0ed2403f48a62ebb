import { keepAsking, type Ended } from './asking.server.ts';

const FIRST_MS = 10_000;
const LEAST_MS = 60_000;
const RETRY_MS = 60 * 60_000;

/**
 * Has regular backups made, each by a process of its own, `benchpath backup --due`: it does nothing where none is due or
 * another server is at it, and says when to ask again.
 * @param hours between two backups; 0 = none
 * @returns ends it
 */
export function keepBackups(dataFolder: string, hours: number): () => void {
  if (hours === 0) return () => {};
  return keepAsking(['backup', '--due', String(hours), '--data', dataFolder], FIRST_MS, told);
}

/** Says what came of it, and gives the milliseconds until to ask again. */
function told({ code, out, err }: Ended): number {
  const due =
    code === 0 ? (JSON.parse(out) as { made: string | null; problem?: string; next: string }) : null;
  if (due?.made) console.log(`Backed up into ${due.made}.`);
  const problem = due ? due.problem : err.trim();
  if (problem !== undefined)
    console.error(`The regular backup could not be made: ${problem} See benchpath doctor.`);
  return due ? Math.max(LEAST_MS, Date.parse(due.next) - Date.now()) : RETRY_MS;
}
