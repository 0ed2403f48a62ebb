import { holdingsOf, type Held, type Opened } from '#wallet/index.ts';
import { app, evidence, records } from '../../app.server.ts';
import { scopeOf } from '../cookie.server.ts';
import { mustRead } from '../record.server.ts';
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

export const load: PageServerLoad = async ({ cookies }) => {
  const told = await mustRead(cookies);
  const { book, library, today } = app();
  const scope = scopeOf(cookies);
  const kept = scope && (await (await records()).load(scope));
  const files = kept ? await (await evidence()).list(kept.id) : [];
  const held = told ? holdingsOf(book, library, told.record, today()) : [];
  return {
    told: told !== null && (told.record.credentials !== undefined || told.record.licenses !== undefined),
    cards: held.map((h) => ({
      ...cardOf(h),
      files: files
        .filter((f) => f.subjects.includes(`${h.kind} ${h.entry.id}`))
        .map(({ id, name }) => ({ id, name })),
    })),
  };
};
