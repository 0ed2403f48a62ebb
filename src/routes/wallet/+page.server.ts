import { holdingsOf, type Held, type Opened } from '#wallet/index.ts';
import { app, evidence } from '../../app.server.ts';
import { mustRead } from '../record.server.ts';
import { cardsOf } from './badges/cards.server.ts';
import { recordIdOf } from './kept.server.ts';
import { waitingFor } from './offer/waiting.server.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

const hrefOf = (opened: Opened): string =>
  'rule' in opened
    ? `/${opened.type === 'role' ? 'roles' : opened.type === 'license' ? 'licenses' : 'credentials'}/${opened.rule}`
    : `/where/${opened.place.toLowerCase()}`;

const wordsOf = (opened: Opened): string =>
  'rule' in opened
    ? opened.type === 'role'
      ? opened.name
      : `apply for ${opened.name}`
    : `work as a ${opened.work} in ${opened.name}`;

const shown = (list: readonly Opened[]) => list.map((o) => ({ href: hrefOf(o), words: wordsOf(o) }));

function cardOf({ kind, entry, goal, current, daysLeft, permits, lapses }: Held) {
  const { library } = app();
  const body = goal && 'body' in goal.entry ? (library.bodies.get(goal.entry.body)?.name ?? null) : null;
  return {
    kind,
    id: entry.id,
    name: goal === null ? entry.id : kind === 'credential' ? `${goal.name}, ${goal.short}` : goal.name,
    href: goal ? `/${kind === 'credential' ? 'credentials' : 'licenses'}/${goal.id}` : null,
    by: body,
    number: entry.number ?? null,
    status: entry.status ?? null,
    issued: entry.issued ?? null,
    expires: entry.expires,
    current,
    daysLeft,
    permits: shown(permits),
    lapses: shown(lapses),
  };
}

/** In the order in which a person wants to know: what is wrong first. */
const ORDER = { unmet: 0, unknown: 1, met: 2 } as const;

export const load: PageServerLoad = async (event) => {
  const told = await mustRead(event.cookies);
  const { book, library, today } = app();
  const record = await recordIdOf(event.cookies);
  const files = record === null ? [] : await (await evidence()).list(record);
  const badges = record === null ? [] : await cardsOf(event, record);
  const held = told ? holdingsOf(book, library, told.record, today()) : [];
  return {
    told: told !== null && (told.record.credentials !== undefined || told.record.licenses !== undefined),
    cards: held.map((h) => {
      const subject = `${h.kind} ${h.entry.id}`;
      return {
        ...cardOf(h),
        subject,
        files: files
          .filter((f) => f.subjects.includes(subject))
          .map(({ id, name, media }) => ({ id, name, picture: media.startsWith('image/') })),
        badges: badges.filter((b) => b.subjects.includes(subject)),
      };
    }),
    badges: badges.toSorted((a, b) => ORDER[a.standing.verdict] - ORDER[b.standing.verdict]),
    waiting: await waitingFor(event.locals.person),
  };
};
