import { fail, redirect } from '@sveltejs/kit';
import type { RecordEvent } from '#record/store.server.ts';
import { app, records } from '../../../app.server.ts';
import { scopeOf } from '../../cookie.server.ts';
import { readForm } from '../../form.server.ts';
import {
  didIn,
  eventOf,
  nowOf,
  savedNow,
  takeBack,
  touches,
  undoingOf,
  type Did,
} from '../history.server.ts';
import { pastOn } from './past.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

const A_PAGE = 30;
/** So many of the newest changes are looked through for one that stands in the way of an older. */
const NEWEST = 200;

/** A change as the page shows it. `later` are the changes that stand in the way of taking it back, the nearest first. */
export type Shown = {
  seq: number;
  at: string;
  by: string;
  did: Did[];
  /** The change that this one took back; the one by which this was taken back. */
  undoes: number | null;
  undoneBy: number | null;
  canUndo: boolean;
  later: { seq: number; at: string }[];
};

export const load: PageServerLoad = async ({ cookies, url, locals }) => {
  const today = app().clock().toISOString().slice(0, 10);
  const on = url.searchParams.get('on');
  if (on !== null) return { today, past: await pastOn(cookies, on), changes: null };
  const scope = scopeOf(cookies);
  const store = await records();
  const row = scope ? await store.load(scope) : null;
  const before = /^\d{1,9}$/.exec(url.searchParams.get('before') ?? '')?.[0];
  const newest = scope && row ? await store.history(scope, NEWEST) : [];
  const from =
    scope && row && before !== undefined ? await store.history(scope, A_PAGE + 1, Number(before)) : newest;
  const events = from.slice(0, A_PAGE);
  const me = locals.person?.id ?? null;
  const now = row ? await nowOf(row, events) : null;
  const shown = events.map((event): Shown => {
    const undoing = now ? undoingOf(now, event) : null;
    const names = undoing && !undoing.can && undoing.why === 'touched later' ? undoing.names : [];
    const undoneBy = newest.find((e) => e.undoes === event.seq)?.seq ?? null;
    const later = newest.filter((e) => e.seq > event.seq && touches(e, names)).reverse();
    return {
      seq: event.seq,
      at: event.at,
      by: byWhom(event, me),
      did: didIn(event),
      undoes: event.undoes,
      undoneBy,
      canUndo: undoing?.can ?? false,
      later: later.slice(0, 3).map(({ seq, at }) => ({ seq, at })),
    };
  });
  const last = events.at(-1);
  const more = from.length > events.length && last !== undefined;
  return {
    today,
    past: null,
    changes: shown,
    saved: await savedNow(cookies, url),
    older: more ? last.seq : null,
    newer: before !== undefined,
    /** Changes from before they were written down are not here. */
    unwritten: row !== null && !more && (last?.seq ?? 0) !== 1 && before === undefined ? row.createdAt : null,
  };
};

function byWhom({ who, kind }: RecordEvent, me: string | null): string {
  const by =
    who === me
      ? 'you'
      : who === 'this browser'
        ? me
          ? 'a browser, before it was yours'
          : 'this browser'
        : 'you, before it came here';
  return kind === 'brought in' ? `${by}, from a file` : by;
}

export const actions: Actions = {
  undo: async ({ request, cookies }) => {
    const seq = Number((await readForm(request)).get('saved'));
    const done = await takeBack(cookies, seq);
    if ('refused' in done) {
      const event = await eventOf(cookies, seq);
      return fail(done.status, { refused: done.refused, seq: event?.seq ?? null });
    }
    redirect(303, `/record/history?saved=${done.version}`);
  },
};
