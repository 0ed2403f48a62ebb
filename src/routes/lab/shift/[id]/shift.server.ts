import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { readDeed, view, type Deed, type View } from '#laboratory/shift/index.ts';
import type { Running } from '#laboratory/shifts.server.ts';
import { laboratory, shifts } from '../../../../app.server.ts';
import { readForm } from '../../../form.server.ts';
import { recordIdOf } from '../../../wallet/kept.server.ts';
import { cardOf } from '../../scenarios.server.ts';
import { doneText } from './done.ts';
import { treeOf } from './form-deed.ts';
import { hintFor } from './hint.server.ts';
import { statusOf } from './status.ts';

/** Who rings or comes in, where no ward says who it is. */
const SPEAKS: { [who: string]: string } = {
  phone: 'On the telephone',
  visitor: 'At the window',
  alarm: 'Alarm',
  spill: 'On the floor',
  you: 'You',
};

const NO_SUCH = 'There is no such shift here.';
const ALTERED =
  'This shift was begun with an earlier edition of its scenario, and cannot be played on. Begin it anew from the laboratory.';

type Event = Pick<RequestEvent, 'cookies' | 'params' | 'url' | 'request'>;

/** The shift that an address names, for whoever asks; nobody else's. */
export async function runningAt({ cookies, params }: Pick<Event, 'cookies' | 'params'>): Promise<Running> {
  const record = await recordIdOf(cookies);
  const found = record === null ? null : await (await shifts()).find(record, params['id'] ?? '');
  if (!found) error(404, NO_SUCH);
  if ('altered' in found) error(410, ALTERED);
  return found.running;
}

/** What every room shows around itself, and the view that the room is made of. Nothing else of a shift may go to a page. */
export async function benchAt(event: Event): Promise<{ bench: Bench; view: View; running: Running }> {
  const running = await runningAt(event);
  const seen = view(running.shift);
  const { name } = cardOf(await laboratory(), running.shift.scenario);
  const query = new URLSearchParams(event.url.searchParams);
  for (const own of [...query.keys()].filter((k) => k === 'did' || k.startsWith('/'))) query.delete(own);
  return {
    running,
    view: seen,
    bench: {
      id: running.id,
      number: running.number,
      mode: running.mode,
      name,
      says: seen.scenario.says,
      role: seen.scenario.role,
      status: statusOf(seen),
      said: saidOf(running, Number(event.url.searchParams.get('did'))),
      talk: seen.talk
        .slice(-1)
        .filter(({ at }) => seen.seconds - at <= 300)
        .map(({ who, says }) => ({ who: SPEAKS[who] ?? who, says })),
      query: query.size === 0 ? '' : `&${query}`,
      finished: seen.finished,
      commitment: seen.truthCommitment,
      sureOf: seen.asksHowSure,
      hint: running.mode === 'learn' && !seen.finished ? hintFor(seen) : null,
    },
  };
}

/** What came of the last deed, for the page that follows it. What is seen under the microscope is looked at, not told. */
function saidOf({ number, said, shift }: Running, did: number): string | null {
  const done = shift.log[did - 1]?.deed;
  if (did !== number || !done) return null;
  const own = done.deed === 'slide' || done.deed === 'sediment' ? '' : said[did - 1];
  return own || doneText(done);
}

export type Bench = {
  id: string;
  number: number;
  mode: 'learn' | 'shift';
  name: string;
  says: string;
  role: string;
  status: ReturnType<typeof statusOf>;
  /** What came of the deed that led here; null where none did. */
  said: string | null;
  talk: { who: string; says: string }[];
  /** What the address asks for, to be sent along with a form. */
  query: string;
  finished: boolean;
  commitment: string;
  /** The accession of a decision of which it is asked how sure one was. */
  sureOf: string | null;
  hint: string | null;
};

/** One deed, as a form of any room sends it. */
export async function doDeed(event: Event) {
  const form = await readForm(event.request);
  const id = event.params['id'] ?? '';
  const record = await recordIdOf(event.cookies);
  if (record === null) error(404, NO_SUCH);
  const tree = treeOf(form);
  const deed = readDeed(tree['deed'] === 'wedge' ? await scanned(event, tree) : tree);
  if ('problem' in deed) return fail(400, { refused: deed.problem, kind: 'input', again: null });
  const outside = form.get('outside') === 'yes';
  const done = await (await shifts()).play(record, id, Number(form.get('number')), deed, outside);
  if (done === null) error(404, NO_SUCH);
  if ('stale' in done) return fail(409, { refused: OVERTAKEN, kind: 'stale', again: null });
  if ('refused' in done) {
    const { refused, kind } = done.refused;
    const again = kind === 'scope' ? [...form].map(([name, v]) => [name, String(v)] as const) : null;
    return fail(409, { refused, kind, again });
  }
  redirect(303, nextAddress(event.url, form, id, deed, done.played.number));
}

const OVERTAKEN =
  'Another tab did something in this shift first, so this was not done. What you see now is how things stand.';

function nextAddress(url: URL, form: FormData, id: string, deed: Deed, number: number): string {
  const own = `/lab/shift/${id}`;
  if (deed.deed === 'finish') return `${own}/debrief`;
  const asked = String(form.get('to') ?? '');
  const to = new URL(asked.startsWith(`${own}/`) ? asked : url, url);
  for (const name of [...to.searchParams.keys()].filter((k) => k.startsWith('/')))
    to.searchParams.delete(name);
  to.searchParams.set('did', String(number));
  return to.pathname + to.search;
}

/** What a hand-held scanner typed: the tube that bears this code, if somebody saw it; else it is typed in for the tube at hand. */
async function scanned(event: Event, { text, container }: { [name: string]: unknown }): Promise<unknown> {
  const code = String(text ?? '').trim();
  const { containers } = view((await runningAt(event)).shift);
  const bearing = containers.find((c) => c.label && c.label !== 'none' && c.label.accession === code);
  return bearing
    ? { deed: 'scan', container: bearing.id }
    : { deed: 'type accession', container, accession: code };
}
