import { keepAsking, type Ended } from './asking.server.ts';

const FIRST_MS = 15_000;
const LEAST_MS = 60_000;
const RETRY_MS = 60 * 60_000;

/**
 * Has reminders written down, each time by a process of its own, `benchpath remind`: looking for plans takes a while, and
 * visitors should not wait for it. The pages are told when letters wait, and send them.
 * @param site the address of this installation, which stands in the letters
 * @returns ends it
 */
export const keepReminders = (dataFolder: string, site: string): (() => void) =>
  keepAsking(['remind', '--site', site, '--data', dataFolder], FIRST_MS, told);

function told({ code, out, err }: Ended): number {
  const due = code === 0 ? (JSON.parse(out) as { waiting: number; problems: string[]; next: string }) : null;
  const problems = due?.problems ?? [err.trim()];
  if (problems.length > 0)
    console.error(`Reminders could not be written: ${problems.slice(0, 3).join('; ')}`);
  if (due && due.waiting > 0) (process as NodeJS.EventEmitter).emit('benchpath:letters');
  return due ? Math.max(LEAST_MS, Date.parse(due.next) - Date.now()) : RETRY_MS;
}
