// Shifts in the laboratory: their rooms, what is done in them, and what is told when they are over.
import { all, form, named, one, page, quiet, whose, type Attack } from './attack.ts';

const room = (path: string): Attack =>
  named(`/lab/shift/[id]${path}`, (of) =>
    all(of, 'shift').map((id) => `/lab/shift/${id}${path.replace(/\[\w+\]/, 'T1')}`),
  );
const NOTHING_TYPED = 'shows what the laboratory drew; what somebody typed stands elsewhere';

const ROOMS = ['', '/bench', '/results', '/specimen/[accession]', '/quality', '/microscope/[container]', '/messages', '/phone']; // prettier-ignore
/** The deeds that an owner's shift begins with (`owner.ts`). */
const DONE = 2;

/** An act in somebody's shift. Each room does one, in this order, so that the owner's are numbered rightly. */
const acts: Attack[] = ROOMS.map((path, i) => ({
  door: `POST /lab/shift/[id]${path}?/do`,
  does: 'changes',
  asks: (of) => {
    const to = `/lab/shift/${one(of, 'shift')}${path.replace(/\[\w+\]/, 'T1')}?/do`;
    const deed = { number: String(DONE + i), deed: 'wait', minutes: '1' };
    return [
      { path: to, form: { ...whose(of), ...deed } },
      { path: to, form: deed },
    ];
  },
}));

export const LABORATORY: readonly Attack[] = [
  quiet(
    'says which scenarios were played, and nothing that somebody typed',
    page('/lab', (of) => all(of, 'shift').map((id) => `id=${id}`)),
  ),
  form('/lab?/begin', (of) => [{ scenario: '1', mode: 'learn', id: one(of, 'shift') }]),
  ...ROOMS.map((path) => (path === '/phone' ? room(path) : quiet(NOTHING_TYPED, room(path)))),
  quiet(NOTHING_TYPED, room('/labels')),
  quiet(NOTHING_TYPED, room('/debrief')),
  quiet(NOTHING_TYPED, room('/world.json')),
  room('/log.json'),
  ...acts,
];
