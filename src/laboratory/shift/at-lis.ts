import type { Command } from '../lis/index.ts';
import { isRefusal, replayParked, type Refusal } from '../lis/index.ts';
import type { Deed } from './deed.ts';
import { learner, typed, type Outcome } from './doing.ts';
import { schedule } from './queue.ts';
import type { Shift } from './shift.ts';

/** What somebody at the bench may type; the rest is done by senders, analyzers, or other deeds. */
const TYPED: readonly Command['do'][] = [
  'add on', 'prioritize', 'accept', 'accept with exception', 'reject', 'hold specimen', 'free specimen', 'store', 'discard', 'enter', 'choose', 'comment',
  'second read', 'verify', 'do not report', 'correct', 'retract', 'record cause', 'compare lots', 'assign means', 'stop testing', 'close look-back', 'call',
  'give identifiers', 'confirm read-back', 'correct read-back', 'escalate', 'hand over', 'file incident', 'replay message', 'reconcile', 'end downtime',
]; // prettier-ignore

export type LisDeed = Extract<Deed, { deed: 'lis' }>;

/** A command of the LIS, and what people do about it: a phone rings somewhere, somebody reads back, a technologist thinks. */
export function lisDeed(shift: Shift, { command }: LisDeed): Outcome | Refusal {
  if (!TYPED.includes(command.do))
    return { kind: 'input', refused: `${command.do} is not typed at the bench` };
  if (command.do === 'enter' && command.from !== undefined)
    return { kind: 'input', refused: 'what is typed is a copy: somebody else compares it' };
  if (command.do === 'replay message') return replayed(shift, command.message, command.raw);
  const done = typed(shift, command);
  if (isRefusal(done)) return done;
  if (command.do === 'call') schedule(shift, shift.now + 40, { what: 'answered', call: command.call });
  if (command.do === 'give identifiers' || command.do === 'correct read-back')
    schedule(shift, shift.now + 30, { what: 'read back', call: command.call });
  for (const event of done.events)
    if (event.type === 'Escalated')
      schedule(shift, shift.now + 300, { what: 'advice', escalation: event.escalation });
  if (command.do === 'reject' && command.tests === 'all') setAside(shift, command.accession, command.reason);
  return done;
}

/** A parked message is read anew, as it is or mended. */
function replayed(shift: Shift, message: string, mended: string | null): Outcome | Refusal {
  const by = { by: learner(shift), at: shift.opens + shift.now, station: 'bench' };
  const done = replayParked(shift.ledger, message, mended, by, shift.rules);
  if ('refused' in done) return { kind: 'state', refused: done.refused };
  return { says: done.parked ?? 'filed', events: done.events };
}

/** What is turned away whole is put aside, and kept: nobody discards a tube before its sender was told. */
function setAside(shift: Shift, accession: string, reason: string): void {
  const all = [...shift.containers.values()];
  for (const c of all) if (c.accession === accession) c.place = 'aside';
  if (reason !== 'unlabeled' || all.some((c) => c.accession === accession)) return;
  const kind = shift.ledger.lis.specimens.get(accession)?.tube;
  const nobodys = all.find((c) => c.place === 'reception' && c.tube.label === null && c.tube.kind === kind);
  if (nobodys) nobodys.place = 'aside';
}
