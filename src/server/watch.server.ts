import { counted } from '../kernel/names.ts';
import { keepAsking, type Ended } from './asking.server.ts';

const FIRST_MS = 25_000;
const LEAST_MS = 5_000;
const RETRY_MS = 60 * 60_000;

/**
 * Has everybody told what new rules changed for them, by a process of its own, `benchpath watch`: looking at records under two
 * contents takes a while, and visitors should not wait for it. The pages are told when letters wait, and send them.
 * @param site the address of this installation, which stands in the letters
 * @returns ends it
 */
export const keepWatch = (dataFolder: string, site: string): (() => void) =>
  keepAsking(['watch', '--site', site, '--data', dataFolder], FIRST_MS, told);

type Came = { told?: number; failed?: string[]; unread?: string[]; waiting: number; next: string };

function told({ code, out, err }: Ended): number {
  const came = code === 0 ? (JSON.parse(out) as Came) : null;
  if (err.trim() !== '') console.error(`What new rules changed could not be told: ${err.trim()}`);
  if (came?.told)
    console.log(`New rules changed ${counted(came.told, 'thing')} for people here; they are told.`);
  for (const failed of came?.failed ?? [])
    console.error(`What new rules changed could not be told to one record, ${failed}`);
  if (came?.unread?.length)
    console.error(
      'The rules that were in use before cannot be read any more: nobody can be told what changed since.',
    );
  if (came && came.waiting > 0) (process as NodeJS.EventEmitter).emit('benchpath:letters');
  return came ? Math.max(LEAST_MS, Date.parse(came.next) - Date.now()) : RETRY_MS;
}
