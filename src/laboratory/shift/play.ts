import { isRefusal, record, reportsFor, type Refusal } from '../lis/index.ts';
import { handDeeds } from './by-hand.ts';
import { TAKES, type Deed } from './deed.ts';
import { lisDeed } from './at-lis.ts';
import type { Doing, Outcome } from './doing.ts';
import { happen } from './happen.ts';
import { peopleDeeds } from './with-people.ts';
import { lotDeeds } from './lot-deeds.ts';
import { qualityDeeds } from './quality-deeds.ts';
import { nextBefore } from './queue.ts';
import type { Shift } from './shift.ts';
import { below, under } from '../world/index.ts';

const DOING: Doing = { ...handDeeds, ...qualityDeeds, ...lotDeeds, ...peopleDeeds, lis: lisDeed };

/**
 * Does one deed; then the clock goes on by what it takes, and what comes due happens. `outside`: do it anyway, on record as beyond
 * the learner's authority.
 */
export function play(shift: Shift, deed: Deed, how: { outside?: boolean } = {}): Outcome | Refusal {
  if (shift.finished) return { kind: 'state', refused: 'the shift is over' };
  const from = shift.ledger.events.length;
  let outcome: Outcome | Refusal = { says: '', events: [] };
  if (deed.deed === 'finish') shift.finished = true;
  else if (deed.deed !== 'wait' && deed.deed !== 'wait for next') {
    const doing = DOING[deed.deed] as ((shift: Shift, deed: Deed) => Outcome | Refusal) | undefined;
    if (!doing) throw new Error(`nobody knows how to ${deed.deed}`);
    shift.outside = how.outside ?? false;
    outcome = doing(shift, deed);
    if (isRefusal(outcome)) return outcome;
  }
  shift.log.push({ at: shift.now, deed, ...(how.outside ? { outside: true } : {}) });
  wonder(shift, deed);
  sendReports(shift, from);
  const takes = deed.deed === 'wait' ? Math.min(Math.max(deed.minutes, 0), 24 * 60) * 60 : TAKES[deed.deed];
  advance(shift, deed.deed === 'wait for next' ? (shift.queue[0]?.at ?? shift.now) : shift.now + takes);
  return { says: outcome.says, events: shift.ledger.events.slice(from) };
}

/** After about one decision in five it is asked how sure they were: by chance that belongs to the shift, so that a replay asks the same. */
function wonder(shift: Shift, deed: Deed): void {
  if (deed.deed === 'say how sure') {
    if (shift.wondered !== null) shift.sure.set(shift.wondered, deed.sure);
    shift.wondered = null;
    return;
  }
  if (deed.deed !== 'lis') return;
  const { command } = deed;
  const about =
    command.do === 'accept' || command.do === 'reject' || command.do === 'do not report'
      ? command.accession
      : command.do === 'verify' && Object.keys(command.lift).length > 0
        ? command.results[0]?.accession
        : undefined;
  // What was drawn again is routine, and nobody asks about it.
  if (about === undefined || [...shift.ledger.lis.specimens.values()].some((s) => s.again === about)) return;
  if (!shift.sure.has(about) && below(under(shift.stream, 'wonder'), shift.log.length, 5) === 0)
    shift.wondered = about;
}

/** Moves the clock on; what comes due happens at its own moment. */
export function advance(shift: Shift, to: number): void {
  for (let due = nextBefore(shift, to); due; due = nextBefore(shift, to)) {
    shift.now = Math.max(shift.now, due.at);
    const from = shift.ledger.events.length;
    happen(shift, due.coming);
    sendReports(shift, from);
  }
  shift.now = Math.max(shift.now, to);
}

/** What was just reported goes out to those who ordered it. */
function sendReports(shift: Shift, from: number): void {
  const out = reportsFor(shift.ledger.lis, shift.ledger.events.slice(from), shift.rules);
  if (out.length > 0)
    record(
      shift.ledger,
      out,
      { by: { id: 'lis', role: 'system' }, at: shift.opens + shift.now, station: 'lis' },
      shift.rules,
    );
}
